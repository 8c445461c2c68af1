using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Respite.Lab.Tests.Horizon;

/// <summary>
/// Debian's Horizon with Watcher's panels, which know nothing of Respite, drains a host of real Nova. Run by <c>lab/horizon-walk</c>, which brings Horizon and writes the pictures.
/// </summary>
public sealed class HorizonTests(LabCloud cloud)
{
    private static readonly string Pictures = Path.Combine(LabScripts.Root, "docs", "pictures");

    [LabFact(Explicit = true)]
    public async Task An_audit_from_a_template_becomes_a_plan_that_is_started_and_succeeds()
    {
        await LabCloud.Reset();
        await LabCloud.Seed("--host", HostUnderTest.Name, "--count", "4", "--prefix", "web", "--flavor", "lab.tiny");
        using var host = new HostUnderTest();
        using var server = host.StartServer([]);
        var watcher = new Uri(new Uri((await server.LineAsync("listens at ")).Split("listens at ")[1]), "watcher");
        await using var entry = await CatalogEntry.AddAsync(cloud.Api, "infra-optim", watcher);
        await cloud.Api.Watcher(HttpMethod.Post, watcher, "/audit_templates", new JsonObject
        {
            ["name"] = $"drain {HostUnderTest.Name}", ["goal"] = "cluster_maintaining", ["strategy"] = "host_maintenance",
            ["default_parameters"] = new JsonObject { ["maintenance_node"] = HostUnderTest.Name },
        }.ToJsonString());

        await using var dashboard = await Dashboard.SignInAsync(LabScripts.Setting("LAB_PASSWORD"));
        await dashboard.ShowAsync("audit_templates", $"drain {HostUnderTest.Name}");
        await dashboard.PictureAsync(Pictures, "horizon-1-template");

        await dashboard.GoAsync("audits/create/");
        await dashboard.Page.GetByLabel("Audit Template").SelectOptionAsync(new SelectOptionValue { Label = $"drain {HostUnderTest.Name}" });
        await dashboard.Page.GetByLabel("Name").FillAsync("patch day");
        await dashboard.Page.GetByLabel("Audit Type").SelectOptionAsync("oneshot");
        await dashboard.PictureAsync(Pictures, "horizon-2-audit");
        await dashboard.SubmitAsync();
        await dashboard.ShowAsync("audits", "SUCCEEDED");

        await dashboard.ShowAsync("action_plans", "Start Action Plan");
        await dashboard.PictureAsync(Pictures, "horizon-3-plan");
        await dashboard.OpenActionsAsync();
        await dashboard.PictureAsync(Pictures, "horizon-4-actions");
        await dashboard.ShowAsync("action_plans", "Start Action Plan");
        await dashboard.StartAsync();
        await dashboard.ShowAsync("action_plans", "SUCCEEDED");
        await dashboard.PictureAsync(Pictures, "horizon-5-succeeded");
        (await cloud.Servers(HostUnderTest.Name)).ShouldBeEmpty();
        await LabCloud.Reset();
    }
}
