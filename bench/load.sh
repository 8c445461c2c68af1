# load: 50 and 500 hosts (1,000 and 10,000 instances) drained at once by one replica, from a simulated cloud on the same machine.
exec dotnet run --project bench/Respite.Bench -c Release -v q -- load
