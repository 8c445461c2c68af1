using Respite.Bench;
using Respite.Bench.Order;

return args switch
{
    ["requests"] => await RequestsBench.RunAsync(),
    ["order", .. var data] => OrderBench.Run(data.FirstOrDefault() ?? ""),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: Respite.Bench requests | order [FOLDER] (through bench/run)");
    return 2;
}
