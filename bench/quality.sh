# quality: 400 random tight cases against the exact answer of an open solver (Debian's coinor-cbc, which it needs).
exec dotnet run --project bench/Respite.Bench -c Release -v q -- quality
