using Microsoft.Extensions.DependencyInjection;
using Respite.Server.Store;

namespace Respite.Server.Webhooks;

/// <summary>How the parts of the webhooks are put together.</summary>
internal static class WebhookRegistration
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddWebhooks(this IServiceCollection services, ServerOptions options, IDatabase database) => services
        .AddSingleton(database)
        .AddSingleton<WebhookStore>()
        .AddSingleton<WebhookQueue>()
        .AddSingleton(new WebhookSecrets(
            options.WebhookKeyFile ?? (options.Database is null ? Path.Combine(options.StateDirectory, "webhooks.key") : null),
            make: options.WebhookKeyFile is null))
        .AddSingleton(s => new WebhookSender(s.GetRequiredService<TimeProvider>(), Patience))
        .AddSingleton(Random.Shared)
        .AddSingleton<Deliverer>();
}
