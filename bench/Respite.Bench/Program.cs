using Respite.Bench;
using Respite.Bench.Load;
using Respite.Bench.Order;
using Respite.Bench.Plan;
using Respite.Bench.Quality;

return args switch
{
    ["requests"] => await RequestsBench.RunAsync(),
    ["load"] => await LoadBench.RunAsync(),
    ["plan"] => PlanBench.Run(),
    ["quality"] => QualityBench.Run(),
    ["order", .. var data] => OrderBench.Run(data.FirstOrDefault() ?? ""),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: Respite.Bench requests | load | plan | quality | order [FOLDER] (through bench/run)");
    return 2;
}
