using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Respite.Server.Notifications;

/// <summary>How the parts of the notifications are put together: one listener a broker.</summary>
internal static class NotificationRegistration
{
    public static IServiceCollection AddNotifications(this IServiceCollection services, NotificationOptions options)
    {
        services.AddSingleton<EarlyLook>().AddHostedService(s => s.GetRequiredService<EarlyLook>());
        foreach (var url in options.Urls)
            services.AddSingleton<IHostedService>(s => ActivatorUtilities.CreateInstance<NotificationListener>(s, url, options));
        return services;
    }
}
