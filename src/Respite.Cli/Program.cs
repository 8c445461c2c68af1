using System.Runtime.InteropServices;
using Respite.Cli;
using Respite.Cli.Commands;

using var interrupt = new CancellationTokenSource();

// The first Ctrl-C lets the command say how to go on; a second one ends the process as usual.
void Interrupt(PosixSignalContext signal)
{
    if (interrupt.IsCancellationRequested) return;
    signal.Cancel = true;
    interrupt.Cancel();
}

using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);

return await CommandLine.RunAsync(args, new CommandContext(Terminal.OfProcess(), InProcessServer.StartAsync, InProcessServer.HostsAsync, InProcessServer.SignIn), interrupt.Token);
