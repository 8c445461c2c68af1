using Microsoft.AspNetCore.Builder;
using Respite.Server.Auth;

namespace Respite.Server.Api;

internal static class RouteAccess
{
    /// <summary>Says who may call a route. One that nobody says it of is closed.</summary>
    public static TBuilder For<TBuilder>(this TBuilder route, Access access)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RequiredAccess(access));
}
