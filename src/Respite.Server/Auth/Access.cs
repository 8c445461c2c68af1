using Microsoft.AspNetCore.Http;

namespace Respite.Server.Auth;

/// <summary>What a caller may do; each includes those before it.</summary>
internal enum Access
{
    /// <summary>Without a token as well: what says nothing of the cloud.</summary>
    Anyone,

    /// <summary>Signed in, and no more: what is planned for the instances of one's own project.</summary>
    Tenant,

    /// <summary>Sees everything, changes nothing.</summary>
    Reader,

    /// <summary>Drains hosts, steers drains, hands hosts back.</summary>
    Operator,

    /// <summary>Also sees who did what.</summary>
    Admin,
}

/// <summary>On every route: who may call it.</summary>
internal sealed record RequiredAccess(Access Access)
{
    /// <summary>Null: it is no route.</summary>
    public static Access? Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<RequiredAccess>()?.Access;
}
