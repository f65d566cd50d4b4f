using System.Runtime.CompilerServices;
using System.Text.Json;
using LearnerGraph.GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace LearnerGraph.Tests.GraphQL.CodeFirst;

public readonly record struct BookId(int Value);

public readonly record struct AuthorId(int Value);

public enum Genre
{
    Fiction = 1,
    NonFiction,
}

public sealed record Book(
    BookId Id, string Title, Genre Genre, AuthorId AuthorId, DateOnly PublishedOn, double? Rating);

public sealed record Author(AuthorId Id, string Name);

[InterfaceType("Error")]
public interface IBookError
{
    string Message { get; }

    string Code { get; }
}

[ObjectType]
public sealed record NotFoundError(string Message, string Code, string What) : IBookError;

[ObjectType]
public sealed record TakenError(string Message, string Code) : IBookError;

[InputType]
public sealed record RenameBookInput(BookId BookId, string Title, Optional<string?> Note, string? ClientMutationId);

[InputType]
public sealed record FindBooksInput(int? First, [property: Cost(400)] string? Text);

[ObjectType]
public sealed record RenameBookPayload(
    Book? Book, IReadOnlyList<IBookError> Errors, string? Note = null, string? ClientMutationId = null);

/// <summary>Counts what it is asked for, so that tests see the batches.</summary>
public sealed class BookShelf
{
    public Dictionary<int, Book> Books { get; } = Enumerable.Range(1, 6).ToDictionary(
        i => i,
        i => new Book(
            new BookId(i), $"Book {i}", i % 2 == 0 ? Genre.Fiction : Genre.NonFiction, new AuthorId(1 + (i % 3)),
            new DateOnly(2020, 1, i), i == 3 ? null : i / 2.0));

    public List<int[]> AuthorBatches { get; } = [];

    public List<int[]> GroupBatches { get; } = [];

    public int Counted { get; private set; }

    public Dictionary<int, TaskCompletionSource> Milestones { get; } = [];

    public void Count()
    {
        Counted++;
        if (Milestones.TryGetValue(Counted, out var milestone)) milestone.TrySetResult();
    }
}

public sealed class AuthorById(BookShelf shelf) : BatchDataLoader<AuthorId, Author>
{
    protected override async ValueTask<IReadOnlyDictionary<AuthorId, Author>> LoadBatchAsync(
        IReadOnlyList<AuthorId> keys, CancellationToken ct)
    {
        shelf.AuthorBatches.Add([.. keys.Select(key => key.Value)]);
        await Task.Yield();
        return keys.Where(key => key.Value < 9).ToDictionary(key => key, key => new Author(key, $"Author {key.Value}"));
    }
}

public sealed class BooksByAuthor(BookShelf shelf) : GroupDataLoader<AuthorId, Book>
{
    protected override async ValueTask<ILookup<AuthorId, Book>> LoadGroupsAsync(
        IReadOnlyList<AuthorId> keys, CancellationToken ct)
    {
        shelf.GroupBatches.Add([.. keys.Select(key => key.Value)]);
        await Task.Yield();
        return shelf.Books.Values.Where(book => keys.Contains(book.AuthorId)).ToLookup(book => book.AuthorId);
    }
}

[ObjectType<Book>(
    nameof(Book.Id), nameof(Book.Title), nameof(Book.Genre), nameof(Book.PublishedOn), nameof(Book.Rating))]
[Node]
public static class BookFields
{
    [NodeResolver]
    public static Book? GetBook(BookId id, BookShelf shelf) => shelf.Books.GetValueOrDefault(id.Value);

    public static async Task<Author> GetAuthorAsync([Parent] Book book, AuthorById authors, CancellationToken ct) =>
        (await authors.LoadAsync(book.AuthorId, ct))!;

    public static string Shout([Parent] Book book, int times = 1, string? mark = null) =>
        book.Title.ToUpperInvariant() + string.Concat(Enumerable.Repeat(mark ?? "!", times));

    [Authorize("editor")]
    public static string Secret([Parent] Book book) => $"secret of {book.Title}";
}

[ObjectType<Author>(nameof(Author.Id), nameof(Author.Name))]
public static class AuthorFields
{
    public static ValueTask<IReadOnlyList<Book>> GetBooksAsync([Parent] Author author, BooksByAuthor books) =>
        books.LoadAsync(author.Id);
}

public readonly record struct SafeId(int Value);

public sealed record Safe(SafeId Id, string Content);

[ObjectType<Safe>(nameof(Safe.Id), nameof(Safe.Content))]
[Node]
[Authorize("banker")]
public static class SafeFields
{
    [NodeResolver]
    public static Safe GetSafe(SafeId id) => new(id, "gold");

    [AllowAnonymousField]
    public static int Number([Parent] Safe safe) => safe.Id.Value;
}

[QueryType]
public static class BookQueries
{
    public static Safe? GetSafe() => new(new SafeId(1), "gold");

    public static Book? GetBook(BookId id, BookShelf shelf) => shelf.Books.GetValueOrDefault(id.Value);

    public static IReadOnlyList<Book> GetAll(BookShelf shelf, Genre? genre = null) =>
        [.. shelf.Books.Values.Where(book => genre is null || book.Genre == genre)];

    [UsePaging(DefaultPageSize = 2, MaxPageSize = 4, Backward = true)]
    public static Connection<Book> GetBooks(PagingArguments paging, BookShelf shelf)
    {
        var after = paging.After is null ? 0 : int.Parse(paging.After);
        var page = shelf.Books.Values.Where(book => book.Id.Value > after).Take(paging.Size)
            .Select(book => new Edge<Book>($"{book.Id.Value}", book)).ToList();
        return new Connection<Book>(
            page,
            new PageInfo(true, after > 0, page.FirstOrDefault().Cursor, page.LastOrDefault().Cursor),
            _ => ValueTask.FromResult(shelf.Books.Count));
    }

    [ListSize(SlicingArguments = ["input.first", "first"], RequireOneSlicingArgument = true)]
    public static IReadOnlyList<Book> GetFound(BookShelf shelf, FindBooksInput? input = null, int? first = null) =>
        [.. shelf.Books.Values.Take(input?.First ?? first ?? 0)];

    public static string Fail() => throw new InvalidOperationException("the secret detail");

    public static string Refuse() => throw new GraphQLException("not now", "TOO_EARLY");

    public static string WhoAmI(System.Security.Claims.ClaimsPrincipal user) => user.Identity?.Name ?? "nobody";

    public static bool LooksAhead(IResolverContext context) => context.Path is ["looksAhead"];

    [GraphQLType("JSON")]
    public static JsonElement Json(JsonElement value) => value;

    public static DateTimeOffset Later(DateTimeOffset start, TimeSpan by) => start + by;

    public static IReadOnlyList<BookId> Ids(IReadOnlyList<BookId> ids) => ids;
}

[MutationType]
public static class BookMutations
{
    public static RenameBookPayload RenameBook(RenameBookInput input, BookShelf shelf)
    {
        if (!shelf.Books.TryGetValue(input.BookId.Value, out var book))
        {
            return new RenameBookPayload(null, [new NotFoundError("no such book", "NOT_FOUND", "Book")]);
        }

        var renamed = book with { Title = input.Title };
        shelf.Books[book.Id.Value] = renamed;
        return new RenameBookPayload(renamed, [], input.Note.HasValue ? input.Note.Value ?? "null" : "left out");
    }
}

[SubscriptionType]
public static class BookEvents
{
    /// <summary>One event, and then none until the client or the server ends it.</summary>
    public static async IAsyncEnumerable<Book> BookLent(
        BookShelf shelf, [EnumeratorCancellation] CancellationToken ct = default)
    {
        yield return shelf.Books[1];
        await Task.Delay(Timeout.Infinite, ct);
    }

    /// <summary>As many as are asked for, as fast as they are taken.</summary>
    public static async IAsyncEnumerable<Book> BookCounted(
        BookShelf shelf, int upTo, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (var i = 0; i < upTo && !ct.IsCancellationRequested; i++)
        {
            shelf.Count();
            await Task.Yield();
            yield return shelf.Books[1];
        }
    }

    public static async IAsyncEnumerable<Book> BookRead(
        BookShelf shelf, int upTo = 2, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (var i = 1; i <= upTo; i++)
        {
            await Task.Yield();
            ct.ThrowIfCancellationRequested();
            yield return shelf.Books[i];
        }
    }
}

internal static class BookSchema
{
    public static ServiceCollection Services(Action<GraphQLOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<BookShelf>();
        AddTo(services, configure);
        return services;
    }

    public static GraphQLServerBuilder AddTo(IServiceCollection services, Action<GraphQLOptions>? configure = null) =>
        services.AddGraphQLServer(configure)
            .AddTypes(
                typeof(BookQueries), typeof(BookMutations), typeof(BookEvents), typeof(BookFields),
                typeof(AuthorFields), typeof(SafeFields), typeof(NotFoundError), typeof(TakenError))
            .AddIdType<BookId>(
                "Book", id => $"{id.Value}", raw => int.TryParse(raw, out var id) ? new BookId(id) : null)
            .AddIdType<SafeId>(
                "Safe", id => $"{id.Value}", raw => int.TryParse(raw, out var id) ? new SafeId(id) : null)
            .AddIdType<AuthorId>(
                "Author", id => $"{id.Value}", raw => int.TryParse(raw, out var id) ? new AuthorId(id) : null);
}
