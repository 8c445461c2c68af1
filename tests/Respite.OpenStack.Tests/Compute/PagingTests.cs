using Microsoft.AspNetCore.Http;
using Respite.OpenStack.Compute;
using Respite.OpenStack.Session;
using Respite.OpenStack.Tests.Cloud;

namespace Respite.OpenStack.Tests.Compute;

public sealed class PagingTests
{
    [Fact]
    public async Task Servers_are_paged_by_id()
    {
        await using var cloud = await FakeCloud.StartAsync();
        Pages(cloud, "servers/detail", "servers", 5, i => $$$"""{"id":"s{{{i}}}","name":"n","status":"ACTIVE","addresses":{},"flavor":{"vcpus":1,"ram":1,"disk":1}}""", i => $"s{i}");
        using var session = cloud.Session();
        (await session.Compute.Servers.ListAsync("compute 01&x").ToListAsync()).Select(s => s.Id).ShouldBe(["s0", "s1", "s2", "s3", "s4"]);
        var asked = cloud.Requests.Where(r => r.Path.EndsWith("servers/detail", StringComparison.Ordinal)).Select(r => r.Query).ToList();
        asked.Count.ShouldBe(3);
        asked.ShouldAllBe(q => q.Contains("host=compute%2001%26x") && q.Contains("all_tenants=1"));
    }

    [Fact]
    public async Task Migrations_are_paged_by_uuid_and_filtered()
    {
        await using var cloud = await FakeCloud.StartAsync();
        Pages(cloud, "os-migrations", "migrations", 4, Migration, i => $"m-{i}");
        using var session = cloud.Session();
        var query = new MigrationQuery { SourceCompute = "h1", Status = "finished", InstanceUuid = "i1", ChangesSince = new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.FromHours(2)) };
        (await session.Compute.Migrations.ListAsync(query).ToListAsync()).Select(m => m.Id).ShouldBe([0, 1, 2, 3]);
        cloud.Requests.Last(r => r.Path.EndsWith("os-migrations", StringComparison.Ordinal)).Query
            .ShouldBe("?limit=1000&source_compute=h1&status=finished&instance_uuid=i1&changes-since=2026-11-21T06:00:00Z&marker=m-1");

        static string Migration(int i) => $$"""{"id":{{i}},"uuid":"m-{{i}}","instance_uuid":"i1","migration_type":"migration","status":"finished"}""";
    }

    [Fact]
    public async Task Hypervisors_are_paged_too()
    {
        await using var cloud = await FakeCloud.StartAsync();
        Pages(cloud, "os-hypervisors/detail", "hypervisors", 3, i => $$"""{"id":"h{{i}}","hypervisor_hostname":"n"}""", i => $"h{i}");
        using var session = cloud.Session();
        (await session.Compute.Hypervisors.ListAsync().ToListAsync()).Select(h => h.Id).ShouldBe(["h0", "h1", "h2"]);
    }

    [Fact]
    public async Task Server_groups_are_paged_by_offset_however_short_the_cloud_cuts_its_pages()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("GET /compute/v2.1/os-server-groups", context =>
        {
            var from = int.Parse(context.Request.Query["offset"]!, System.Globalization.CultureInfo.InvariantCulture);
            var page = Enumerable.Range(from, Math.Max(0, Math.Min(2, 5 - from))).Select(i => $$"""{"id":"g{{i}}","name":"n","policy":"affinity","members":[]}""");
            return FakeCloud.WriteAsync(context, 200, $$"""{"server_groups":[{{string.Join(',', page)}}]}""");
        });
        using var session = cloud.Session();
        (await session.Compute.ServerGroups.ListAsync()).Select(g => g.Id).ShouldBe(["g0", "g1", "g2", "g3", "g4"]);
        cloud.Last("GET /compute/v2.1/os-server-groups").Query.ShouldContain("all_projects=True");
    }

    [Fact]
    public async Task A_cloud_that_gives_the_same_page_for_ever_is_found_out()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("GET /compute/v2.1/os-hypervisors/detail", """{"hypervisors":[{"id":"h1","hypervisor_hostname":"n"}],"hypervisors_links":[{"rel":"next","href":"x"}]}""");
        cloud.On("GET /compute/v2.1/os-server-groups", """{"server_groups":[{"id":"g1","name":"n","policy":"affinity","members":[]}]}""");
        using var session = cloud.Session();
        (await Should.ThrowAsync<OpenStackException>(async () => await session.Compute.Hypervisors.ListAsync().ToListAsync())).Error.ShouldBe(OpenStackError.Nonsense);
        (await Should.ThrowAsync<OpenStackException>(() => session.Compute.ServerGroups.ListAsync())).Error.ShouldBe(OpenStackError.Nonsense);
    }

    [Fact]
    public async Task A_migration_without_uuid_is_read_where_no_page_follows()
    {
        await using var cloud = await FakeCloud.StartAsync();
        cloud.On("GET /compute/v2.1/os-migrations", """{"migrations":[{"id":1,"uuid":null,"instance_uuid":"i1","migration_type":"resize","status":"confirmed"}]}""");
        using var session = cloud.Session();
        (await session.Compute.Migrations.ListAsync(new MigrationQuery()).SingleAsync()).Uuid.ShouldBeNull();
    }

    /// <summary>Two items a page, with a link to the next.</summary>
    private static void Pages(FakeCloud cloud, string path, string list, int count, Func<int, string> item, Func<int, string> marker) =>
        cloud.On("GET /compute/v2.1/" + path, context =>
        {
            var from = context.Request.Query["marker"].ToString() is { Length: > 0 } m ? Enumerable.Range(0, count).First(i => marker(i) == m) + 1 : 0;
            var page = string.Join(',', Enumerable.Range(from, Math.Min(2, count - from)).Select(item));
            var links = from + 2 < count ? $$""","{{list}}_links":[{"rel":"next","href":"http://wrong.example/?marker=x"}]""" : "";
            return FakeCloud.WriteAsync(context, 200, $$"""{"{{list}}":[{{page}}]{{links}}}""");
        });
}
