using System.Security.Cryptography;
using System.Text;
using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Intelligence.Text;

namespace LearnerGraph.Infrastructure.Embeddings;

/// <summary>
/// Fits a space to each body of texts once and keeps the latest; the model's name carries the body's hash, so that
/// vectors from before an edit are of another space.
/// </summary>
public sealed class LsaSpaces : ITextSpaces
{
    private const int Kept = 16;

    private readonly Lock _lock = new();
    private readonly LinkedList<(string Hash, Lazy<ITextEmbedder> Embedder)> _latest = [];

    public string Source => LsaGenerator.Provider;

    public ValueTask<ITextEmbedder> ForAsync(IReadOnlyList<string> body, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var hash = Hash(body);
        Lazy<ITextEmbedder> embedder;
        lock (_lock)
        {
            var node = _latest.First;
            while (node is not null && node.Value.Hash != hash) node = node.Next;
            if (node is not null) _latest.Remove(node);
            embedder = node?.Value.Embedder ?? new Lazy<ITextEmbedder>(() => Fit(body, hash));
            _latest.AddFirst((hash, embedder));
            if (_latest.Count > Kept) _latest.RemoveLast();
        }

        return ValueTask.FromResult(embedder.Value);
    }

    private static GeneratedSpace Fit(IReadOnlyList<string> body, string hash)
    {
        var space = new EmbeddingSpace(LsaGenerator.Provider, hash, LatentSpace.DefaultDimension);
        return new GeneratedSpace(space, new LsaGenerator(LatentSpace.Fit(body, TermRules.Default), hash));
    }

    // Every text is preceded by its length, so that two bodies cut differently differ.
    private static string Hash(IReadOnlyList<string> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in body)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
