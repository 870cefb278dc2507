// BLAS from OpenBLAS, and the few LAPACK routines that it holds, by their Fortran names.
#ifndef RARITY_COPENBLAS_H
#define RARITY_COPENBLAS_H
#include <cblas.h>
void spotrf_(const char *uplo, const int *n, float *a, const int *lda, int *info);
void spotrs_(const char *uplo, const int *n, const int *nrhs, const float *a, const int *lda, float *b, const int *ldb, int *info);
void ssyevd_(const char *jobz, const char *uplo, const int *n, float *a, const int *lda, float *w, float *work, const int *lwork, int *iwork, const int *liwork, int *info);
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info);
void dpotrs_(const char *uplo, const int *n, const int *nrhs, const double *a, const int *lda, double *b, const int *ldb, int *info);
void dsyevd_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w, double *work, const int *lwork, int *iwork, const int *liwork, int *info);

// OpenBLAS starts threads of its own as soon as it is loaded, which spin for tenths of a second before they sleep. This ends them; a build
// of OpenBLAS without threads has no such function.
__attribute__((weak)) int blas_thread_shutdown_(void);
static inline void rarity_openblas_one_thread(void) {
    openblas_set_num_threads(1);
    if (blas_thread_shutdown_) blas_thread_shutdown_();
}
#endif
