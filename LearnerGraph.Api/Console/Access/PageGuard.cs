using LearnerGraph.Api.Console.Pages;
using LearnerGraph.Api.Security;
using LearnerGraph.Domain.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearnerGraph.Api.Console.Access;

/// <summary>Sends strangers to the sign-in page, and tells everybody else which role a page needs.</summary>
internal static class PageGuard
{
    public static Task RunAsync(HttpContext context, RequestDelegate next)
    {
        var marks = context.GetEndpoint()?.Metadata;
        if (marks?.GetMetadata<OpenToAllAttribute>() is not null) return next(context);

        var caller = CallerClaims.Read(context.User);
        if (caller.IsAnonymous)
        {
            if (!HttpMethods.IsGet(context.Request.Method)) return RefuseAsync(context, "Sign in first.");
            var wanted = $"{context.Request.Path}{context.Request.QueryString}";
            context.Response.Redirect($"{SignInPage.Address}?return={Uri.EscapeDataString(wanted)}");
            return Task.CompletedTask;
        }

        var needed = marks?.GetMetadata<NeedsRoleAttribute>();
        var refusal = needed is not null ? caller.Needs([.. needed.Roles])
            : caller.IsStaff ? null
            : new Problem.Forbidden("These pages are for staff: they need one of the roles AUTHOR, EXPERIMENTER, ML, "
                + "OPS and ADMIN.");
        return refusal is null ? next(context) : RefuseAsync(context, refusal.Message);
    }

    private static Task RefuseAsync(HttpContext context, string why)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        var page = new RazorComponentResult<RefusedPage>(new Dictionary<string, object?>
        {
            [nameof(RefusedPage.Why)] = why,
        })
        {
            StatusCode = StatusCodes.Status403Forbidden,
        };
        return page.ExecuteAsync(context);
    }
}
