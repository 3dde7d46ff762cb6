using System.Collections.Frozen;

namespace Athera.Knowledge.Searching;

/// <summary>Words that questions are made of and that tell nothing of what is asked, as <see cref="SearchTerms"/> writes them.</summary>
internal static class StopWords
{
    private static readonly FrozenSet<string> Words = string.Join(' ',
        "a about am an and any are as at be been but by can could d did do does for from had has have he her hi him his how i if in is it"
        + " its ll m me my no not of on or our please re s she should so some t tell than that the their them then there these they this"
        + " to us ve was we were what when where which who why will with would you your",
        "aber als am an auch auf aus bei bin bis bitte da das dass dein dem den der des die dir du ein eine einem einen einer er es euch"
        + " euer fur gibt hab habe haben habt hast hat ich ihr im in ist ja kann konnen konnt man mein mich mir mit nach nicht noch oder sein seid"
        + " sich sie sind so uber um und uns vom von vor wann war was wenn wer wie wir wird wo zu zum zur",
        "au aux avec ce ces c d dans de des du elle en est et eu il ils j je l la le les leur lui m ma mais me mes moi mon n ne nos notre"
        + " nous on ou par pas pour qu que quel quelle quand qui s sa se ses son sont sur t ta te tu un une vos votre vous y",
        "al como con cual cuando cuanto de del donde el ella en es esta este hay la las le lo los me mi muy no nos o para pero por que"
        + " quien se si sin son su sus te tiene tu un una uno usted y yo",
        "ai al alla c che chi ci come con cosa da dal dei del della di dove e gli ho i il in io la le lo ma mi mio nel nella non o per piu"
        + " quale quando quanto sei si sono su ti tu un una vi voi",
        "aan als bij dat de dit die een en er het hoe ik in is je jij jullie kan maar met mij mijn naar niet of om ook op te u uw van voor"
        + " waar wanneer wat we wie wij zijn",
        "ao aos as com como da das de do dos e ele em eu foi ha isso mais mas me meu na nao nas no nos o os ou para pela pelo por qual"
        + " quando quanto que quem se sem seu sua tem um uma voce").Split(' ').ToFrozenSet();

    public static bool Contains(string term) => Words.Contains(term);
}
