using System.Security.Cryptography;

namespace LearnerGraph.Api.Security;

/// <summary>
/// The key of a developer's machine: made at first use, kept in the user's own folder, so that the verb and the server
/// agree and no key stands in the repository.
/// </summary>
public static class DevelopmentKey
{
    private const int Bytes = 32;

    public static byte[] Load()
    {
        var folder = Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
            "learnergraph");
        var path = Path.Combine(folder, "development.key");
        if (Read(path) is { } stored) return stored;

        Directory.CreateDirectory(folder);
        var key = RandomNumberGenerator.GetBytes(Bytes);
        var mine = $"{path}.{Environment.ProcessId}";
        File.WriteAllText(mine, Convert.ToBase64String(key));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(mine, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(mine, path, overwrite: true);
        return key;
    }

    private static byte[]? Read(string path)
    {
        if (!File.Exists(path)) return null;

        var key = new byte[Bytes];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out var length) && length == Bytes
            ? key
            : null;
    }
}
