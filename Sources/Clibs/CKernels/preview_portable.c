// For any processor: the compiler splits the vectors as it must.
#define PREVIEW_KERNELS preview_portable
#include "preview_body.h"
