using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Respite.Server.Api;
using Respite.Server.Auth;

namespace Respite.Server.Tests.Api;

public sealed class ProblemsTests
{
    private static readonly SqliteException FullDisk = new("SQLite Error 13: 'database or disk is full'.", 13);

    [Fact]
    public async Task A_full_disk_is_named_and_passes_when_there_is_room()
    {
        foreach (var e in new Exception[] { FullDisk, new UnrecordedException(FullDisk) })
        {
            var (status, after, text) = await AnswerAsync(e);
            (status, after).ShouldBe((503, "5"), text);
            text.ShouldContain("database or disk is full");
            text.ShouldContain("make room");
        }
    }

    [Fact]
    public async Task What_else_an_unwritten_audit_log_has_for_a_reason_is_in_the_server_s_log_alone()
    {
        var (status, after, text) = await AnswerAsync(new UnrecordedException(new TimeoutException("db-7.internal:5432")));
        (status, after).ShouldBe((503, "5"), text);
        text.ShouldNotContain("db-7");
    }

    private static async Task<(int Status, string? After, string Text)> AnswerAsync(Exception e)
    {
        using var body = new MemoryStream();
        await using var services = new ServiceCollection().AddLogging(l => l.ClearProviders()).BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services, Response = { Body = body } };
        await Problems.Of(e).ExecuteAsync(context);
        return (context.Response.StatusCode, context.Response.Headers.RetryAfter, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }
}
