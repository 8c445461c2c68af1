using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Respite.Server.Tests.Webhooks;

public enum Mood
{
    Takes,
    IsDown,
    IsSlow,
    Answers500,
    Redirects,
    Closes,
}

/// <summary>A real receiver on loopback. It keeps what it was sent, taken or not.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly Channel<Delivery> arrivals = Channel.CreateUnbounded<Delivery>();
    private readonly List<Delivery> all = [];
    private readonly Lock gate = new();
    private readonly CancellationTokenSource ended = new();
    private WebApplication app;

    private Receiver(WebApplication app) => this.app = app;

    public Mood Mood { get; set; }

    /// <summary>Which of what it is sent it cannot take, whatever its mood.</summary>
    public Func<Delivery, bool> Chokes { get; set; } = _ => false;

    public string Url { get; private set; } = "";

    public IReadOnlyList<Delivery> All
    {
        get
        {
            lock (gate)
                return [.. all];
        }
    }

    public IReadOnlyList<long> Taken => [.. All.Where(d => d.Taken).Select(d => d.Seq)];

    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver(null!);
        await receiver.OpenAsync("http://127.0.0.1:0");
        receiver.Url = receiver.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/hook";
        return receiver;
    }

    public async Task SetAsync(Mood mood)
    {
        if (mood == Mood.IsDown)
            await app.DisposeAsync();
        else if (Mood == Mood.IsDown)
            await OpenAsync(new Uri(Url).GetLeftPart(UriPartial.Authority));
        Mood = mood;
    }

    /// <summary>The next arrival that nobody has waited for yet.</summary>
    public async Task<Delivery> NextAsync() => await arrivals.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await app.DisposeAsync();
        ended.Dispose();
    }

    private async Task OpenAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        app = builder.Build();
        app.Run(ReceiveAsync);
        await app.StartAsync();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var delivery = new Delivery(context.Request.Path, context.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString()), body.ToArray());
        delivery = delivery with { Taken = Mood == Mood.Takes && !Chokes(delivery) };
        lock (gate)
            all.Add(delivery);
        arrivals.Writer.TryWrite(delivery);
        if (delivery.Taken)
            return;
        switch (Mood)
        {
            case Mood.IsSlow:
                await Task.Delay(Timeout.Infinite, ended.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case Mood.Redirects:
                context.Response.Redirect("/elsewhere");
                break;
            case Mood.Closes:
                context.Abort();
                break;
            default:
                context.Response.StatusCode = 500;
                break;
        }
    }
}

/// <summary>What arrived.</summary>
internal sealed record Delivery(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public bool Taken { get; init; }

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public long Seq => Json.GetProperty("data").GetProperty("seq").GetInt64();

    public string Maintenance => Json.GetProperty("data").GetProperty("maintenance_id").GetString()!;

    public string Id => Headers["webhook-id"];

    /// <summary>As the Standard Webhooks specification says, written down here a second time.</summary>
    public bool IsSignedWith(string secret)
    {
        var signed = Encoding.UTF8.GetBytes($"{Id}.{long.Parse(Headers["webhook-timestamp"], CultureInfo.InvariantCulture)}.").Concat(Body).ToArray();
        using var mac = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
        return Headers["webhook-signature"] == "v1," + Convert.ToBase64String(mac.ComputeHash(signed));
    }
}
