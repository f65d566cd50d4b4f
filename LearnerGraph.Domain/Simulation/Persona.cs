using System.Globalization;
using LearnerGraph.Domain.Numerics;

namespace LearnerGraph.Domain.Simulation;

/// <summary>Names and places of made-up learners, put together by chance.</summary>
internal static class Persona
{
    private static readonly string[] First =
    [
        "Mara", "Jonas", "Aiko", "Priya", "Tomas", "Lucia", "Kofi", "Elif", "Noah", "Sofia", "Mateo", "Ingrid", "Hana",
        "Omar", "Zoe", "Viktor", "Amara", "Felix", "Leila", "Marek", "Nina", "Diego", "Yara", "Emil", "Chiara", "Samir",
        "Freya", "Rosa", "Ivan", "Mei", "Luca", "Anouk", "Tariq", "Greta", "Pavel", "Ines", "Kenji", "Alma", "Joao",
        "Ruth",
    ];

    private static readonly string[] Last =
    [
        "Okafor", "Lindqvist", "Tanaka", "Sharma", "Novak", "Moretti", "Mensah", "Yilmaz", "Keller", "Almeida",
        "Vargas", "Berg", "Sato", "Haddad", "Papadakis", "Petrov", "Diallo", "Brandt", "Karimi", "Kowalski", "Virtanen",
        "Castillo", "Nassar", "Hansen", "Ricci", "Benali", "Larsen", "Duarte", "Sokolov", "Chen", "Marino", "Dubois",
        "Rahman", "Vogel", "Horvat", "Costa", "Mori", "Lund", "Pereira", "Adler",
    ];

    private static readonly string[] Zones =
    [
        "Europe/Berlin", "Europe/London", "Europe/Istanbul", "America/New_York", "America/Chicago",
        "America/Los_Angeles", "America/Sao_Paulo", "Africa/Lagos", "Africa/Cairo", "Asia/Kolkata", "Asia/Tokyo",
        "Asia/Singapore", "Australia/Sydney", "Pacific/Auckland",
    ];

    public static (string Username, string DisplayName) Name(int index, ref Prng random)
    {
        string first = First[random.NextInt(First.Length)], last = Last[random.NextInt(Last.Length)];
        string username = string.Create(CultureInfo.InvariantCulture, $"{first}.{last}.{index + 1}").ToLowerInvariant();
        return (username, $"{first} {last}");
    }

    /// <summary>A place, as far as the machine's data know it.</summary>
    public static TimeZoneInfo Zone(ref Prng random) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(Zones[random.NextInt(Zones.Length)], out var zone)
            ? zone
            : TimeZoneInfo.Utc;
}
