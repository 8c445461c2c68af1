using Respite.Bench;
using Respite.Bench.Order;
using Respite.Bench.Plan;

return args switch
{
    ["requests"] => await RequestsBench.RunAsync(),
    ["plan"] => PlanBench.Run(),
    ["order", .. var data] => OrderBench.Run(data.FirstOrDefault() ?? ""),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: Respite.Bench requests | plan | order [FOLDER] (through bench/run)");
    return 2;
}
