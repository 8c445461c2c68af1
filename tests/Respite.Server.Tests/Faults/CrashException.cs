namespace Respite.Server.Tests.Faults;

/// <summary>The process dies here: whatever it had in memory is lost.</summary>
internal sealed class CrashException() : Exception("kill -9");
