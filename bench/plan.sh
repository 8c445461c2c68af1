# plan: how long plans take in clouds of 5,000 hosts, against Watcher's strategy (Debian's python3-watcher; without it that row has no goal), and what a snapshot weighs.
exec dotnet run --project bench/Respite.Bench -c Release -v q -- plan
