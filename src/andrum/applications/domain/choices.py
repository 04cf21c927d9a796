"""The alternatives of the questions. The codes of incomes, costs, assets and housing are those of the rulebook."""

from andrum.applications.domain.questions import Choice
from andrum.kernel.words import marked as _

YES_NO = (Choice("yes", _("Ja")), Choice("no", _("Nej")))

LANGUAGES = (
    Choice("sv", _("Svenska")),
    Choice("en", _("Engelska")),
    Choice("ar", _("Arabiska")),
    Choice("so", _("Somaliska")),
    Choice("ti", _("Tigrinska")),
    Choice("fa", _("Persiska eller dari")),
    Choice("uk", _("Ukrainska")),
    Choice("sign", _("Svenskt teckenspråk")),
    Choice("other", _("Ett annat språk")),
)

LIVES_HERE = (
    Choice("all", _("Hela tiden")),
    Choice("some", _("Några dagar i månaden"), _("Till exempel växelvis boende eller umgänge.")),
)

HOUSING_FORMS = (
    Choice("rented", _("Jag hyr min bostad, första hand eller andra hand")),
    Choice("owned", _("Jag äger min bostad"), _("Bostadsrätt, hus eller annan egen bostad.")),
    Choice("lodger", _("Jag hyr ett rum eller är inneboende")),
    Choice("other", _("Jag bor på ett annat sätt"), _("Till exempel hos släkt, på hotell eller i ett boende.")),
    Choice("none", _("Jag har ingen bostad")),
)

INCOME_KINDS = (
    Choice("salary", _("Lön")),
    Choice("sick_pay", _("Sjuklön från arbetsgivaren")),
    Choice("unemployment_benefit", _("Ersättning från a-kassa")),
    Choice("activity_support", _("Aktivitetsstöd")),
    Choice("development_allowance", _("Utvecklingsersättning")),
    Choice("introduction_benefit", _("Etableringsersättning")),
    Choice("sickness_benefit", _("Sjukpenning")),
    Choice("rehabilitation_benefit", _("Rehabiliteringspenning")),
    Choice("sickness_compensation", _("Sjukersättning eller aktivitetsersättning")),
    Choice("parental_benefit", _("Föräldrapenning")),
    Choice("temporary_parental_benefit", _("Vab, tillfällig föräldrapenning")),
    Choice("child_benefit", _("Barnbidrag")),
    Choice("large_family_supplement", _("Flerbarnstillägg")),
    Choice("maintenance_support", _("Underhållsstöd")),
    Choice("maintenance", _("Underhållsbidrag från den andra föräldern")),
    Choice("housing_allowance", _("Bostadsbidrag")),
    Choice("housing_supplement", _("Bostadstillägg")),
    Choice("study_allowance", _("Studiebidrag")),
    Choice("study_grant", _("Studiemedel, bidrag")),
    Choice("study_loan", _("Studiemedel, lån")),
    Choice("pension", _("Pension")),
    Choice("annuity", _("Livränta")),
    Choice("care_allowance", _("Omvårdnadsbidrag")),
    Choice("tax_refund", _("Skatt tillbaka")),
    Choice("swish", _("Swish")),
    Choice("deposit", _("Insättning på konto")),
    Choice("gift", _("Gåva")),
    Choice("loan", _("Lån")),
    Choice("sale_of_assets", _("Något jag har sålt")),
    Choice("rent_from_lodger", _("Hyra från en inneboende")),
    Choice("self_employment", _("Inkomst av eget företag")),
    Choice("insurance_payment", _("Ersättning från försäkring")),
    Choice("other", _("Annan inkomst")),
)

COST_KINDS = (
    Choice("household_electricity", _("Hushållsel")),
    Choice("home_insurance", _("Hemförsäkring")),
    Choice("internet", _("Internet")),
    Choice("work_travel", _("Resor till arbete eller praktik")),
    Choice("local_travel", _("Andra resor där du bor")),
    Choice("union_fee", _("Fackavgift")),
    Choice("unemployment_fund_fee", _("Avgift till a-kassa")),
    Choice("childcare", _("Förskola eller fritids")),
    Choice("contact_with_children", _("Umgänge med barn")),
    Choice("medicine", _("Medicin på recept")),
    Choice("medical_care", _("Läkarvård")),
    Choice("dental_care", _("Akut tandvård")),
    Choice("dental_treatment", _("Större tandvård")),
    Choice("glasses", _("Glasögon")),
    Choice("moving", _("Flytt")),
    Choice("furniture", _("Möbler och husgeråd")),
    Choice("baby_equipment", _("Utrustning till spädbarn")),
    Choice("winter_clothes", _("Vinterkläder")),
    Choice("identity_document", _("Legitimation")),
    Choice("debt", _("Skuld, till exempel obetald hyra eller el")),
    Choice("other", _("Annan kostnad")),
)

ASSET_KINDS = (
    Choice("bank_account", _("Bankkonto")),
    Choice("cash", _("Kontanter")),
    Choice("securities", _("Aktier eller andra värdepapper")),
    Choice("fund", _("Fonder")),
    Choice("vehicle", _("Bil, motorcykel eller annat fordon")),
    Choice("property", _("Hus, bostadsrätt eller mark")),
    Choice("crypto", _("Kryptovaluta")),
    Choice("other", _("Annan tillgång")),
)

PAYOUTS = (
    Choice("bank", _("Till mitt bankkonto")),
    Choice("none", _("Jag har inget bankkonto"), _("Vi hör av oss om hur du kan få pengarna.")),
)

SITUATIONS = (
    Choice("unemployed", _("Jag söker arbete")),
    Choice("working", _("Jag arbetar, men inkomsten räcker inte")),
    Choice("sick", _("Jag är sjuk")),
    Choice("studying", _("Jag studerar")),
    Choice("parental_leave", _("Jag är hemma med barn")),
    Choice("waiting", _("Jag väntar på annan ersättning")),
    Choice("own_business", _("Jag har eget företag")),
    Choice("other", _("Något annat")),
)

DANGER = (
    Choice("no", _("Nej")),
    Choice("yes", _("Ja")),
    Choice("talk", _("Jag vill hellre prata med någon om det")),
)

WHO = (Choice("a", _("Jag")), Choice("b", _("Min medsökande")))
