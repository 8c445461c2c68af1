# Sourced by up: refuses, with a sentence, a machine on which the lab cannot work.
check_machine() {
  [ "$(id -u)" = 0 ] || die "run this as root (it installs Debian packages and writes to $OSLAB_STATE): sudo $0"
  local ID= VERSION_ID= PRETTY_NAME=
  [ -r /etc/os-release ] && . /etc/os-release
  [ "$ID" = debian ] && [ "$VERSION_ID" = 12 ] ||
    die "this needs Debian 12 (its packages are OpenStack Zed); here is ${PRETTY_NAME:-an unknown system}"
}

# listens NAME PORT: the port that a service of ours is going to take
listeners() {
  cat <<E2
mysql $PORT_MYSQL
epmd $PORT_EPMD
rabbit $PORT_RABBIT
keystone $PORT_KEYSTONE
placement $PORT_PLACEMENT
glance $PORT_GLANCE
neutron $PORT_NEUTRON
nova-api $PORT_NOVA
$([ "$WITH_WATCHER" = 1 ] && echo watcher-api "$PORT_WATCHER")
E2
}

# check_room: ports, memory and disk, for what is not running yet
check_room() {
  local name port taken= mib have
  while read -r name port; do
    [ -n "$name" ] && ! alive "$name" && port_open "$port" && taken="$taken $port ($name)"
  done < <(listeners)
  [ -z "$taken" ] || die "another program listens on$taken (see ss -ltnp): stop it, or move the whole lab with PORT_OFFSET=100"
  alive nova-api && return 0
  mib=$((1100 + 140 * NUM_COMPUTES + 380 * WITH_WATCHER))
  have=$(($(sed -n 's/^MemAvailable: *\([0-9]*\) kB/\1/p' /proc/meminfo) / 1024))
  [ "$have" -ge "$mib" ] || die "$NUM_COMPUTES computes need about $mib MiB of memory and $have MiB are available: try NUM_COMPUTES=2"
  have=$(df -Pm "$OSLAB_STATE" | awk 'NR == 2 {print $4}')
  [ "$have" -ge 1024 ] || die "the lab needs 1 GiB of disk under $OSLAB_STATE and $have MiB are free there: choose another OSLAB_STATE"
}
