using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Respite.Server.WatcherApi.Http;

/// <summary>The microversion of Watcher's API that a request asks for: 1.0 to 1.7, as <c>OpenStack-API-Version: infra-optim 1.N</c>.</summary>
internal sealed record Microversion(int Minor)
{
    public const string Header = "OpenStack-API-Version";
    public const string Service = "infra-optim";
    public const int Highest = 7;

    public const int StartAndEndTimes = 1;
    public const int Force = 2;
    public const int DataModel = 3;
    public const int Webhooks = 4;
    public const int SkippedActions = 5;
    public const int StatusMessages = 5;
    public const int ExtendedDataModel = 6;
    public const int DefaultParameters = 7;

    /// <returns>1.0 where none is asked for; null: it is none of those that there are.</returns>
    public static Microversion? Of(string header)
    {
        var asked = header.Split(',', StringSplitOptions.TrimEntries).Select(part => part.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(part => part is [Service, _])?[1];
        return asked switch
        {
            null => new Microversion(0),
            "latest" => new Microversion(Highest),
            ['1', '.', .. var minor] when int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Highest => new Microversion(number),
            _ => null,
        };
    }

    public static Microversion Of(HttpContext context) => context.Features.Get<Microversion>() ?? throw new InvalidOperationException("The request has passed no Watcher gate.");

    /// <exception cref="BadHttpRequestException">The request asks for an older one.</exception>
    public static void AtLeast(HttpContext context, int minor, int status)
    {
        if (Of(context).Minor < minor)
            throw new BadHttpRequestException($"API microversion 1.{minor} or higher is required: send {Header}: {Service} 1.{minor}.", status);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"1.{Minor}");
}
