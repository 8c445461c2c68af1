using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Respite.Cli.Tests.Fakes;

namespace Respite.Cli.Tests.Commands;

public sealed class PolicyTests
{
    private static JsonObject Policy(string name, bool isDefault = false) => new()
    {
        ["name"] = name, ["default"] = isDefault, ["description"] = "", ["policy"] = new JsonObject { ["max_attempts"] = 7, ["allow_downtime"] = true, ["max_moves_per_zone"] = null },
    };

    [Fact]
    public async Task A_name_is_sent_as_a_name()
    {
        await using var server = await FakeServer.StartAsync();
        await Run.AgainstAsync(server, "plan", "compute-01", "--policy", "careful");
        server.Bodies.Single().ToJsonString().ShouldBe("""{"host":"compute-01","policy_name":"careful"}""");
    }

    [Fact]
    public async Task Flags_win_over_the_named_policy_or_the_clouds_default()
    {
        await using var server = await FakeServer.StartAsync();
        server.Policies.Add(Policy("careful"));
        server.Policies.Add(Policy("usual", isDefault: true));
        var expected = JsonNode.Parse("""{"max_attempts": 7, "allow_downtime": true, "max_moves_per_zone": null, "balance": "pack"}""");
        await Run.AgainstAsync(server, "plan", "compute-01", "--policy", "careful", "--balance", "pack");
        await Run.AgainstAsync(server, "drain", "compute-01", "--balance", "pack");
        server.Bodies.Count.ShouldBe(2);
        server.Bodies.ShouldAllBe(b => JsonNode.DeepEquals(b["policy"], expected));
    }

    [Fact]
    public async Task Where_nothing_is_said_the_server_decides()
    {
        await using var server = await FakeServer.StartAsync();
        server.Policies.Add(Policy("usual", isDefault: true));
        await Run.AgainstAsync(server, "plan", "compute-01");
        server.Bodies.Single().ContainsKey("policy").ShouldBeFalse();
    }

    [Fact]
    public async Task A_policy_is_set_from_a_file_shown_and_deleted()
    {
        await using var server = await FakeServer.StartAsync();
        string? sent = null;
        server.Override = r =>
        {
            if (r.Method == "DELETE") return Results.NoContent();
            if (r.Method != "PUT") return null;
            using var reader = new StreamReader(r.Body);
            sent = reader.ReadToEndAsync().GetAwaiter().GetResult();
            return Results.Text(Policy("careful").ToJsonString(), "application/json");
        };
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "max_attempts: 7\n");
        (await Run.AgainstAsync(server, "policy", "set", "careful", file, "--default")).Out.ShouldContain("| max_attempts       | 7");
        File.Delete(file);
        sent.ShouldBe("""{"policy":{"max_attempts":7},"description":null,"default":true}""");
        (await Run.AgainstAsync(server, "policy", "delete", "careful")).ExitCode.ShouldBe(0);
        server.Requests.ShouldBe(["PUT /v1/policies/careful", "DELETE /v1/policies/careful"]);
        server.Policies.Add(Policy("careful"));
        server.Override = _ => null;
        (await Run.AgainstAsync(server, "policy", "list", "-f", "value", "-c", "name")).Out.ShouldBe("careful\n");
        (await Run.AgainstAsync(server, "policy", "show", "nothing")).Error.ShouldBe("respite: There is no policy nothing.\n");
    }
}
