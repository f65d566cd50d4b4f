using Microsoft.AspNetCore.Mvc;
using LearnerGraph.Api.Console.Pages;

namespace LearnerGraph.Api.Console.Access;

/// <summary>Ends a session.</summary>
internal static class SessionEndpoints
{
    public const string SignOut = $"{ConsoleSetup.Root}/signout";

    public static void MapSession(this WebApplication app) =>
        app.MapPost(SignOut, static (HttpContext context, [FromForm] string? _) =>
        {
            SessionCookie.Drop(context);
            return Results.LocalRedirect(SignInPage.Address);
        });
}
