package klarsyn.format.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses calendar dates, optionally with a time of day, in common orders. */
final class DateText {

    /** Position of the day in a date. */
    enum Order {
        /** Day, month, year: {@code 31.01.2020}, {@code 31/01/2020}, {@code 31-Jan-2020}. */
        DAY_FIRST,
        /** Month, day, year: {@code 01/31/2020}, {@code Jan 31, 2020}. */
        MONTH_FIRST
    }

    private static final String TIME =
            "(?:[T ,]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)?(?: ?([AaPp])\\.?[Mm]\\.?)?(?:Z|"
                    + " ?UTC|[-+]\\d{2}:?\\d{2})?)?";

    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})" + TIME);
    private static final Pattern NUMERIC = Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})" + TIME);
    private static final Pattern SHORT_YEAR = Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{2})" + TIME);
    private static final Pattern DAY_NAMED =
            Pattern.compile("(\\d{1,2})\\.?[- /]?([\\p{L}]{3,9})\\.?[- /,]{0,2}(\\d{4})" + TIME);
    private static final Pattern MONTH_NAMED =
            Pattern.compile("([\\p{L}]{3,9})\\.?[- /]?(\\d{1,2})(?:st|nd|rd|th)?[- /,]{1,2}(\\d{4})" + TIME);
    private static final Pattern COMPACT = Pattern.compile("(19|20)\\d{6}");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final double MINUTES_OF_A_DAY = 1440;

    private DateText() {}

    /** Days since 1970-01-01, with the time of day as a fraction; empty if the word is not a date in this order. */
    static OptionalDouble days(String word, Order order) {
        if (word.length() < 6 || word.length() > 40) {
            return OptionalDouble.empty();
        }
        Matcher match = YEAR_FIRST.matcher(word);
        if (match.matches()) {
            return day(match.group(1), match.group(3), match.group(4)).plus(match, 5);
        }
        match = NUMERIC.matcher(word);
        if (match.matches()) {
            boolean dayFirst = order == Order.DAY_FIRST || match.group(2).equals(".");
            String month = match.group(dayFirst ? 3 : 1);
            return day(match.group(4), month, match.group(dayFirst ? 1 : 3)).plus(match, 5);
        }
        return named(word);
    }

    private static OptionalDouble named(String word) {
        Matcher match = DAY_NAMED.matcher(word);
        if (match.matches()) {
            return day(match.group(3), month(match.group(2)), match.group(1)).plus(match, 4);
        }
        match = MONTH_NAMED.matcher(word);
        return match.matches()
                ? day(match.group(3), month(match.group(1)), match.group(2)).plus(match, 4)
                : OptionalDouble.empty();
    }

    /** Whether the order of day and month is ambiguous: both can be months, and neither is a name. */
    static boolean isAmbiguous(String word) {
        OptionalDouble dayFirst = days(word, Order.DAY_FIRST);
        OptionalDouble monthFirst = days(word, Order.MONTH_FIRST);
        return dayFirst.isPresent() && monthFirst.isPresent() && !dayFirst.equals(monthFirst);
    }

    /** Days since 1970-01-01 of eight digits as in DICOM: {@code 20200131}. */
    static OptionalDouble compactDays(String word) {
        return COMPACT.matcher(word).matches()
                ? day(word.substring(0, 4), word.substring(4, 6), word.substring(6))
                        .plusNothing()
                : OptionalDouble.empty();
    }

    /** Whether a word is a date with a two-digit year, whose century is not stated. */
    static boolean hasShortYear(String word) {
        Matcher match = SHORT_YEAR.matcher(word);
        return match.matches()
                && (day("2000", match.group(3), match.group(1)).isValid()
                        || day("2000", match.group(1), match.group(3)).isValid());
    }

    private static String month(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String german = lower.replace("ä", "a")
                .replace("mai", "may")
                .replace("okt", "oct")
                .replace("dez", "dec");
        return Integer.toString(1 + MONTHS.indexOf(german.substring(0, 3)));
    }

    private static Day day(String year, String month, String day) {
        try {
            return new Day(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
                    .toEpochDay());
        } catch (DateTimeException none) {
            return new Day(Double.NaN);
        }
    }

    /** A day, NaN if it does not exist. */
    private record Day(double number) {

        boolean isValid() {
            return !Double.isNaN(number);
        }

        OptionalDouble plusNothing() {
            return isValid() ? OptionalDouble.of(number) : OptionalDouble.empty();
        }

        /** The time from four groups of a match: hours, minutes, seconds, AM/PM. */
        OptionalDouble plus(Matcher match, int group) {
            if (!isValid() || match.group(group) == null) {
                return plusNothing();
            }
            int hour = Integer.parseInt(match.group(group));
            int minute = Integer.parseInt(match.group(group + 1));
            int second = match.group(group + 2) == null ? 0 : Integer.parseInt(match.group(group + 2));
            if (match.group(group + 3) != null) {
                hour = hour % 12 + (match.group(group + 3).equalsIgnoreCase("p") ? 12 : 0);
            }
            boolean valid = hour < 24 && minute < 60 && second < 61;
            double minutes = 60.0 * hour + minute + second / 60.0;
            return valid ? OptionalDouble.of(number + minutes / MINUTES_OF_A_DAY) : OptionalDouble.empty();
        }
    }
}
