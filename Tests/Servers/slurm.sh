#!/usr/bin/env bash
# Runs a command with a Slurm cluster of one node, this machine, that lives as long as the command; as root.
#   slurm.sh DIR COMMAND…      DIR: for keys, state and logs
set -euo pipefail
dir=$(realpath "$1")
shift
host=$(hostname -s)
mkdir -p "$dir/munge" "$dir/state" "$dir/spool"
head -c 1024 /dev/urandom > "$dir/munge/key"
chmod 700 "$dir/munge"
chmod 600 "$dir/munge/key"
munged --force --socket="$dir/munge/sock" --key-file="$dir/munge/key" --pid-file="$dir/munge/pid" --log-file="$dir/munge/log" --seed-file="$dir/munge/seed" 2>/dev/null
port=$((20000 + RANDOM % 20000))
cat > "$dir/slurm.conf" <<CONF
ClusterName=one
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd.pid
AuthInfo=socket=$dir/munge/sock
SlurmUser=root
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=bf_interval=1,batch_sched_delay=0
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc)
PartitionName=all Nodes=ALL Default=YES State=UP
CONF
export SLURM_CONF=$dir/slurm.conf
slurmctld -D >"$dir/slurmctld.log" 2>&1 &
controller=$!
slurmd -D >"$dir/slurmd.log" 2>&1 &
node=$!
# Each by its own number: other clusters on this machine are none of our business.
trap 'kill $node $controller $(cat "$dir/munge/pid") 2>/dev/null; wait $node $controller 2>/dev/null' EXIT
for _ in $(seq 100); do
    sinfo -h -o %T 2>/dev/null | grep -q -E 'idle|mixed' && break
    sleep 0.1
done
status=0
"$@" || status=$?
exit $status
