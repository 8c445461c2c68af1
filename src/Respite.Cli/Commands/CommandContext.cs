using System.CommandLine;
using Respite.Cli.Api;
using Respite.Cli.Hosting;

namespace Respite.Cli.Commands;

/// <summary>What every command is given: the surroundings, what this process can do where no server runs, and how it signs in to one that does.</summary>
public sealed record CommandContext(Terminal Terminal, StartLocalServer StartServer, ReadHosts ReadHosts, SignIn SignIn)
{
    /// <param name="work">False for commands that only look or record: a server in this process then moves nothing.</param>
    public Task<Connection> ConnectAsync(ParseResult parsed, CancellationToken cancel, bool work = true) =>
        Connection.OpenAsync(ConnectionOptions.Read(parsed, Terminal), this, cancel, work);
}
