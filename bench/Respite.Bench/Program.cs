using Respite.Bench;

return args is ["requests"] ? await RequestsBench.RunAsync() : Usage();

static int Usage()
{
    Console.Error.WriteLine("usage: Respite.Bench requests (through bench/run requests)");
    return 2;
}
