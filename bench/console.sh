# console: the console's map of 1,000 simulated hosts in headless chromium: first load, an update, a filter. Where the lab runs Horizon
# (lab/horizon), the first load of its page of instances (20 of them) beside it.
./respite --version > /dev/null
state=${BENCH_LAB:-/var/lib/oslab}
horizon=
if [ -f "$state/settings" ]; then
  setting() { sed -n "s/^$1=//p" "$state/settings"; }
  url=http://127.0.0.1:$(setting PORT_HORIZON)
  curl -fs -o /dev/null -m 20 --noproxy '*' "$url/auth/login/" && horizon="$url $(setting LAB_PASSWORD)"
fi
if [ -n "$horizon" ]; then
  OSLAB_STATE=$state lab/reset >&2 && OSLAB_STATE=$state lab/seed-servers --host compute-01 --count 20 --flavor lab.tiny >&2
fi
# shellcheck disable=SC2086
exec dotnet run --project bench/Respite.Bench -c Release -v q -- console $horizon
