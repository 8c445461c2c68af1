# order: schedules of mVM's public instances (their folder as argument or in MVM_DATA; without it those rows are left out), and small random cases against the best order.
exec dotnet run --project bench/Respite.Bench -c Release -v q -- order "${1:-${MVM_DATA:-}}"
