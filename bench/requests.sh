# requests: what ./respite plan asks of simulated clouds of 10, 100 and 1,000 hosts.
exec dotnet run --project bench/Respite.Bench -c Release -v q -- requests
