#!/bin/sh
# The first process of a machine of machines.py. The kernel's command line gives it, as variables:
# host, its name; number, of its address; shared, a folder of the machine that runs it, for orders;
# serves, 1 if it has the disk that the others mount.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root PYTHONDONTWRITEBYTECODE=1
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t tmpfs run /run
mount -t tmpfs nfs /var/lib/nfs
mkdir -p /run/lock /run/orders /run/network /var/lib/nfs/sm /var/lib/nfs/sm.bak
touch /var/lib/nfs/etab /var/lib/nfs/rmtab /var/lib/nfs/state
mount -t hostfs none /run/orders -o "$shared"
hostname "$host"
ip link set lo up
ip link set eth0 up
ip addr add "10.7.0.$number/24" dev eth0
modules="/usr/lib/uml/modules/$(uname -r)/kernel"
for name in netfs fscache sunrpc grace lockd oid_registry auth_rpcgss nfs_acl nfs dns_resolver \
    nfsv3 nfsv4 nfsd; do
    insmod "$(find "$modules" -name "$name.ko")"
done
rpcbind
rpc.statd --no-notify
if [ "$serves" = 1 ]; then
    mount -t ext4 /dev/ubda /run/network
    mount -t nfsd nfsd /proc/fs/nfsd
    echo 10 > /proc/fs/nfsd/nfsv4leasetime  # seconds until the locks of a dead machine end
    echo 10 > /proc/fs/nfsd/nfsv4gracetime
    exportfs -o rw,no_root_squash,sync,fsid=0,insecure,no_subtree_check '*:/run/network'
    rpc.nfsd 4
    rpc.mountd
fi
touch "/run/orders/$host.up"
order=1
while true; do
    file="/run/orders/$host-$order"
    while [ ! -e "$file" ]; do sleep 0.2; done
    (sh "$file" >"$file.said" 2>&1; echo $? >"$file.new"; mv "$file.new" "$file.code") &
    order=$((order + 1))
done
