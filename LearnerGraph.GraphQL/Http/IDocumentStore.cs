namespace LearnerGraph.GraphQL;

/// <summary>Documents that the product trusts or has been handed before, by their id.</summary>
public interface IDocumentStore
{
    ValueTask<ReadOnlyMemory<byte>?> FindAsync(string id, CancellationToken ct);
}

/// <summary>A store that also takes documents from clients (APQ); ids are SHA-256 of the text in hexadecimal.</summary>
public interface IAutomaticDocumentStore : IDocumentStore
{
    ValueTask AddAsync(string id, ReadOnlyMemory<byte> document, CancellationToken ct);
}
