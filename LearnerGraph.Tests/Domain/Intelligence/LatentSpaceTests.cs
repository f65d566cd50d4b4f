using LearnerGraph.Domain.Intelligence;
using LearnerGraph.Domain.Intelligence.Text;
using LearnerGraph.Domain.Numerics;
using LearnerGraph.Infrastructure.Import.Sample;
using LearnerGraph.Tests.Support;
using MathNet.Numerics.LinearAlgebra;

namespace LearnerGraph.Tests.Domain.Intelligence;

public sealed class LatentSpaceTests
{
    private static readonly string[] Topics = ["fraction decimal ratio", "verb noun tense", "cell enzyme protein"];

    [Fact]
    public void Fit_on_the_sample_course_knows_which_of_three_texts_belong_together()
    {
        string[] three = ["Python programming", "Coding in Python", "Making pizza"];
        var space = LatentSpace.Fit(
            [.. ConceptText.OfAll(InMemoryCatalog.Of(SampleContent.Build())), .. three], TermRules.Default);
        var vectors = Array.ConvertAll(three, space.Embed);

        vectors.Should().OnlyContain(vector => vector.Length == 384);
        Similarity.Cosine(vectors[0], vectors[1]).Should().BeGreaterThan(Similarity.Cosine(vectors[0], vectors[2]));
    }

    [Fact]
    public void Fit_gives_the_same_space_for_the_same_texts()
    {
        var texts = Texts(60);

        var (one, other) = (LatentSpace.Fit(texts, TermRules.Default, 8), LatentSpace.Fit(texts, TermRules.Default, 8));

        one.Embed("verb ratio").Should().Equal(other.Embed("verb ratio"));
    }

    [Fact]
    public void Embed_keeps_the_likeness_of_terms_where_no_direction_is_cut_off()
    {
        var texts = Texts(12);
        var rules = TermRules.Default;
        var space = LatentSpace.Fit(texts, rules, 384);
        var terms = TermIndex.Fit(texts, rules);
        var rows = terms.Weigh(texts);
        var dense = Matrix<float>.Build.Dense(rows.Count, terms.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var at = 0;
            foreach (var column in rows.IndicesOf(i)) dense[i, column] = rows.ValuesOf(i)[at++];
        }

        for (var i = 0; i < texts.Count; i++)
        {
            Similarity.Cosine(space.Embed(texts[i]), space.Embed(texts[0])).Should().BeApproximately(
                Similarity.Cosine(dense.Row(i).ToArray(), dense.Row(0).ToArray()), 1e-3);
        }
    }

    [Fact]
    public void Embed_folds_in_a_new_text_and_gives_0_for_one_that_shares_nothing()
    {
        var space = LatentSpace.Fit(Texts(90), TermRules.Default, 3);

        var folded = space.Embed("a ratio of decimals");
        Similarity.Cosine(folded, space.Embed(Topics[0])).Should().BeGreaterThan(0.8);
        Similarity.Cosine(folded, space.Embed(Topics[1])).Should().BeLessThan(0.3);
        space.Embed("ξψ").Should().OnlyContain(value => value == 0);
    }

    [Fact]
    public void Fit_takes_an_empty_body()
    {
        LatentSpace.Fit([], TermRules.Default, 4).Embed("anything").Should().OnlyContain(value => value == 0);
    }

    private static List<string> Texts(int count)
    {
        var random = new Prng(3);
        var texts = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var words = Topics[i % Topics.Length].Split(' ');
            texts.Add(string.Join(' ', Enumerable.Range(0, 6).Select(_ => words[random.NextInt(words.Length)])));
        }

        return texts;
    }
}
