using Respite.Bench.Load;
using Respite.Bench.Order;
using Respite.Bench.Plan;
using Respite.Bench.Quality;
using Respite.Bench.WebConsole;
using Respite.Bench;

return args switch
{
    ["requests"] => await RequestsBench.RunAsync(),
    ["load"] => await LoadBench.RunAsync(),
    ["console", .. var horizon] => await ConsoleBench.RunAsync(horizon),
    ["plan"] => PlanBench.Run(),
    ["quality"] => QualityBench.Run(),
    ["order", .. var data] => OrderBench.Run(data.FirstOrDefault() ?? ""),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: Respite.Bench requests | load | console [HORIZON PASSWORD] | plan | quality | order [FOLDER] (through bench/run)");
    return 2;
}
