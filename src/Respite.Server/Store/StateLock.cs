using System.Globalization;

namespace Respite.Server.Store;

/// <summary>
/// One process per state directory (SQLite has one writer): an exclusive lock that the operating system
/// drops when the process ends, however it ends.
/// </summary>
public sealed class StateLock : IDisposable
{
    private readonly FileStream file;

    private StateLock(FileStream file) => this.file = file;

    /// <exception cref="StateException">Another process holds it, or the directory cannot be written.</exception>
    public static StateLock Take(string directory)
    {
        var path = Path.Combine(directory, "lock");
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new StateLock(file);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Unwritable(directory, e);
        }
        catch (IOException e)
        {
            throw IsHeld(path)
                ? new StateException(
                    $"Another Respite process uses the state in {directory}: speak to that one (the same command finds it), stop it first, or name another --state-dir.", e)
                : Unwritable(directory, e);
        }
    }

    /// <summary>Makes the state directory if it is not there, for its user alone.</summary>
    /// <exception cref="StateException">It cannot be made.</exception>
    public static void MakeDirectory(string directory)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(directory);
            else
                Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(directory, e);
        }
    }

    public void Dispose() => file.Dispose();

    private static bool IsHeld(string path)
    {
        try
        {
            using var probe = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static StateException Unwritable(string directory, Exception e) => new(
        $"The state directory {directory} cannot be written ({e.Message}): check the disk and its permissions, or name another --state-dir.", e);
}
