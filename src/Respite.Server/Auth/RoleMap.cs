using Respite.OpenStack.Identity;

namespace Respite.Server.Auth;

/// <summary>Which Keystone roles mean what here. The defaults are Keystone's own roles, in the scope in which they mean the whole cloud.</summary>
public sealed record RoleMap
{
    public IReadOnlyList<string> Admin { get; init; } = ["admin"];

    public IReadOnlyList<string> Operator { get; init; } = ["manager"];

    public IReadOnlyList<string> Reader { get; init; } = ["reader"];

    /// <summary>
    /// Roles that count in any scope. The others count in the system's scope only: a project's reader reads its own project and not the
    /// cloud. <c>admin</c> is an admin everywhere, as it is to Nova's own default policies.
    /// </summary>
    public IReadOnlyList<string> AnyScope { get; init; } = ["admin"];

    internal Access Of(Token token)
    {
        var roles = token.Roles.Where(role => token.SystemScope || AnyScope.Contains(role)).ToHashSet(StringComparer.Ordinal);
        return Admin.Any(roles.Contains) ? Access.Admin
            : Operator.Any(roles.Contains) ? Access.Operator
            : Reader.Any(roles.Contains) ? Access.Reader
            : Access.Tenant;
    }
}
