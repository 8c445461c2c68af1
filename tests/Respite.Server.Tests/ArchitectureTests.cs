using Respite.OpenStack.Session;
using Respite.Planning.Model;
using Respite.Simulator;

namespace Respite.Server.Tests;

/// <summary>Dependencies run one way (ARCHITECTURE.md).</summary>
public sealed class ArchitectureTests
{
    private static string[] Ours(Type inside) => [.. inside.Assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("Respite.", StringComparison.Ordinal)).Order()];

    [Fact]
    public void Planning_OpenStack_and_the_simulator_reference_nothing_of_ours()
    {
        Ours(typeof(DrainPolicy)).ShouldBeEmpty();
        Ours(typeof(OpenStackSession)).ShouldBeEmpty();
        Ours(typeof(SimulatedCloud)).ShouldBeEmpty();
    }

    [Fact]
    public void The_server_references_planning_and_the_client_alone() =>
        Ours(typeof(RespiteServer)).ShouldBe(["Respite.OpenStack", "Respite.Planning"]);

    [Fact]
    public void Planning_does_no_input_or_output() =>
        typeof(DrainPolicy).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => n.Contains("Net", StringComparison.Ordinal) || n.Contains("FileSystem", StringComparison.Ordinal) || n.Contains("Data", StringComparison.Ordinal))
            .ShouldBeEmpty();
}
