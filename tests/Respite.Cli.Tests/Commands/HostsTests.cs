using System.Text.Json;
using Respite.Cli.Tests.Fakes;

namespace Respite.Cli.Tests.Commands;

public sealed class HostsTests
{
    [Fact]
    public async Task Json_is_a_list_with_every_property_and_nothing_else_on_stdout()
    {
        await using var server = await FakeServer.StartAsync();
        var run = await Run.AgainstAsync(server, "hosts", "-f", "json");
        run.ExitCode.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        var first = JsonDocument.Parse(run.Out).RootElement[0];
        first.EnumerateObject().Select(p => p.Name).ShouldBe(
            ["name", "zone", "status", "state", "disabled_reason", "maintenance_id", "maintenance_state"]);
    }

    [Fact]
    public async Task The_table_looks_like_the_openstack_clients()
    {
        await using var server = await FakeServer.StartAsync();
        var run = await Run.AgainstAsync(server, "hosts", "-c", "name", "-c", "state");
        run.Out.ReplaceLineEndings("\n").ShouldBe(
            """
            +------------+-------+
            | name       | state |
            +------------+-------+
            | compute-01 | up    |
            | compute-02 | up    |
            +------------+-------+

            """);
    }

    [Fact]
    public async Task Value_prints_the_columns_asked_for_without_a_header()
    {
        await using var server = await FakeServer.StartAsync();
        var run = await Run.AgainstAsync(server, "hosts", "-f", "value", "-c", "Name", "-c", "disabled_reason");
        run.Out.ShouldBe("compute-01 None\ncompute-02 None\n");
    }

    [Fact]
    public async Task Yaml_is_a_list_of_the_same_objects()
    {
        await using var server = await FakeServer.StartAsync();
        var run = await Run.AgainstAsync(server, "hosts", "-f", "yaml", "-c", "name", "-c", "disabled_reason");
        run.Out.ShouldBe("- name: compute-01\n  disabled_reason: null\n- name: compute-02\n  disabled_reason: null\n");
    }

    [Fact]
    public async Task An_unknown_column_is_a_usage_error_that_names_the_columns()
    {
        await using var server = await FakeServer.StartAsync();
        var run = await Run.AgainstAsync(server, "hosts", "-c", "colour");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("no column 'colour'");
        run.Error.ShouldContain("maintenance_state");
        run.Out.ShouldBeEmpty();
        server.Requests.ShouldBeEmpty();
    }
}
