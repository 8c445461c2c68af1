using Respite.OpenStack.Session;
using Respite.Simulator;

namespace Respite.Server.Tests;

/// <summary>How to sign in at a simulated cloud.</summary>
internal static class SimulatedCredentials
{
    public static CloudConfig Of(SimulatedCloud cloud) => CloudConfig.Load(null, new Dictionary<string, string>
    {
        ["OS_AUTH_URL"] = cloud.AuthUrl.ToString(), ["OS_USERNAME"] = SimulatedCloud.UserName, ["OS_PASSWORD"] = cloud.Password,
        ["OS_PROJECT_NAME"] = SimulatedCloud.ProjectName, ["OS_USER_DOMAIN_NAME"] = "Default", ["OS_PROJECT_DOMAIN_NAME"] = "Default",
    }, "/");
}
