using System.Net;
using System.Net.Sockets;

namespace LearnerGraph.Infrastructure.Embeddings;

/// <summary>Connects to public addresses only, unless private ones are allowed; link-local ones never.</summary>
/// <remarks>
/// The address that is connected to is the one that is looked at, so a name that resolves otherwise a moment later
/// changes nothing. Redirects are not followed and no proxy is asked.
/// </remarks>
internal static class PublicAddresses
{
    public static SocketsHttpHandler Handler(bool allowPrivate) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, allowPrivate, ct),
    };

    public static bool IsAllowed(IPAddress address, bool allowPrivate)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return !address.IsIPv6LinkLocal && !address.IsIPv6Multicast && !address.Equals(IPAddress.IPv6Any)
                && (allowPrivate || (!IPAddress.IsLoopback(address) && !address.IsIPv6UniqueLocal
                    && !address.IsIPv6SiteLocal));
        }

        var bytes = address.GetAddressBytes();
        if (bytes[0] is 0 or >= 224 || (bytes[0], bytes[1]) == (169, 254)) return false;
        return allowPrivate || !(bytes[0] is 10 or 127 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32)
            || (bytes[0], bytes[1]) == (192, 168) || (bytes[0] == 100 && bytes[1] is >= 64 and < 128));
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, bool allowPrivate, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(to.Host, ct);
        var allowed = Array.FindAll(addresses, address => IsAllowed(address, allowPrivate));
        if (allowed.Length == 0)
        {
            throw new EmbeddingsRefusedException(
                $"{to.Host} is at no address that may be called; Embeddings:AllowPrivate allows private ones.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A provider of embeddings did not give any; asking it the same again would not help.</summary>
public sealed class EmbeddingsRefusedException(string message) : Exception(message);
