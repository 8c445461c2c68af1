using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Respite.Server.Api;
using Respite.Server.Api.Requests;
using Respite.Server.Auth;

namespace Respite.Server.WatcherApi;

internal static class RouteMarks
{
    /// <summary>As Watcher's own policy has it, an admin's.</summary>
    public static RouteHandlerBuilder ForAdmin(this RouteHandlerBuilder route) => route.For(Access.Admin).ExcludeFromDescription();

    /// <summary>Also with a query of its own: filters, sorting, paging.</summary>
    public static RouteHandlerBuilder Lists(this RouteHandlerBuilder route) => route.ForAdmin().WithMetadata(new ReadsOwnQuery());
}
