using System.Globalization;

namespace LearnerGraph.Infrastructure.Import.Sample;

/// <summary>An exact fraction in lowest terms, its sign above the line.</summary>
internal readonly record struct Ratio
{
    public Ratio(long top, long bottom)
    {
        long common = Gcd(top, bottom) * Math.Sign(bottom);
        (Top, Bottom) = (top / common, bottom / common);
    }

    public long Top { get; }

    public long Bottom { get; }

    public static Ratio operator +(Ratio a, Ratio b) => new((a.Top * b.Bottom) + (b.Top * a.Bottom),
        a.Bottom * b.Bottom);

    public static Ratio operator -(Ratio a, Ratio b) => new((a.Top * b.Bottom) - (b.Top * a.Bottom),
        a.Bottom * b.Bottom);

    public static Ratio operator *(Ratio a, Ratio b) => new(a.Top * b.Top, a.Bottom * b.Bottom);

    public static Ratio operator /(Ratio a, Ratio b) => new(a.Top * b.Bottom, a.Bottom * b.Top);

    public static implicit operator Ratio(long whole) => new(whole, 1);

    public static long Gcd(long a, long b) => b == 0 ? Math.Abs(a) : Gcd(b, a % b);

    public static long Lcm(long a, long b) => Math.Abs(a / Gcd(a, b) * b);

    public override string ToString() => Bottom == 1
        ? Top.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Top}/{Bottom}");
}
