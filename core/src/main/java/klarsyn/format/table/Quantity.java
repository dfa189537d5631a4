package klarsyn.format.table;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.format.file.DecimalText;
import klarsyn.table.Bound;
import org.jspecify.annotations.Nullable;

/**
 * A number in everyday notation: with a limit, a unit, a percent sign or a laboratory flag.
 *
 * @param digits sign, digits and separators, as written
 * @param bound  from a sign such as {@code <}
 * @param unit   as written, may be empty
 * @param suffix what else follows the number
 */
record Quantity(String digits, Bound bound, String unit, Suffix suffix) {

    /** Suffix other than a unit. */
    enum Suffix {
        /** Nothing. */
        NONE,
        /** A laboratory's flag: {@code H}, {@code L}, {@code *} and the like. */
        FLAG,
        /** A plus sign: an age of {@code 90+}, or a grade such as {@code 2+}. */
        PLUS
    }

    private static final int LONGEST = 64;

    private static final Pattern WRITTEN = Pattern.compile("(<=|>=|=<|=>|[<>≤≥⩽⩾])? ?"
            + "([-+]?(?:\\d(?:[\\d.,_]|['’ ](?=\\d))*+|[.,]\\d++)(?:[eE][-+]?\\d{1,5}(?![\\d.,]))?)(.*)");

    private static final Pattern FLAG = Pattern.compile(" ?(\\*{1,3}|!{1,2}|[↑↓])| \\(?(H|L|HH|LL|N)\\)?");

    private static final Pattern UNIT = Pattern.compile(
            "[\\p{L}\\p{Sc}µμ°%‰/][\\p{L}\\p{Sc}\\d%/²³µμ°·*^.-]{0,19}|[x×*]? ?10\\^?\\d{1,2} ?/ ?[\\p{L}µμ]{1,3}");

    /** Units that are also written without a space after the number. */
    private static final Set<String> KNOWN = Set.of(
            "%",
            "‰", "g", "kg", "mg", "µg", "ug", "ng", "pg", "l", "dl", "ml", "µl", "ul", "fl", "m", "cm", "mm", "µm",
            "nm", "km", "mol", "mmol", "µmol", "umol", "nmol", "pmol", "mg/dl", "g/dl", "g/l", "mg/l", "µg/l", "ng/ml",
            "pg/ml", "mmol/l", "µmol/l", "umol/l", "nmol/l", "u/l", "iu/l", "mu/l", "iu", "mmhg", "kpa", "bpm", "/min",
            "/µl", "/μl", "/ul", "/nl", "/l", "/ml", "/mm3", "/mm³", "/hpf", "kg/m2", "kg/m²", "mm2", "mm²", "mm3",
            "mm³", "cm2", "cm²", "cm3", "cm³", "ml/min", "s", "sec", "ms", "min", "h", "hr", "hrs", "d", "day", "days",
            "wk", "weeks", "mo", "months", "y", "yr", "yrs", "year", "years", "j", "jahre", "°c", "°f", "°", "hz",
            "khz", "mv", "µv", "kv", "ma", "mas", "mgy", "gy", "sv", "msv", "bq", "mbq", "hu", "kcal", "kj", "w", "v",
            "pa", "hpa");

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,5})?");

    /** Parses a word; empty if it is not a number in any notation. */
    static Optional<Quantity> of(String word) {
        if (word.isEmpty() || word.length() > LONGEST) {
            return Optional.empty();
        }
        if (DecimalText.isNumber(word, '.') || DecimalText.isNumber(word, ',')) {
            return Optional.of(new Quantity(word, Bound.EXACT, "", Suffix.NONE));
        }
        Matcher written = WRITTEN.matcher(plain(word));
        if (!written.matches()) {
            return infinity(word);
        }
        String digits = written.group(2).strip();
        String rest = written.group(3);
        Bound bound = bound(written.group(1));
        Optional<Quantity> quantity = rest.isBlank()
                ? Optional.of(new Quantity(digits, bound, "", Suffix.NONE))
                : withRest(digits, bound, rest);
        return quantity.filter(it -> it.value('.').isPresent() || it.value(',').isPresent());
    }

    private static Optional<Quantity> infinity(String word) {
        return switch (plain(word)) {
            case "∞", "+∞" -> Optional.of(new Quantity("inf", Bound.EXACT, "", Suffix.NONE));
            case "-∞" -> Optional.of(new Quantity("-inf", Bound.EXACT, "", Suffix.NONE));
            default -> Optional.empty();
        };
    }

    private static Optional<Quantity> withRest(String digits, Bound bound, String rest) {
        if (rest.equals("+")) {
            return Optional.of(new Quantity(digits, bound, "", Suffix.PLUS));
        }
        if (FLAG.matcher(rest).matches()) {
            return Optional.of(new Quantity(digits, bound, "", Suffix.FLAG));
        }
        String unit = rest.strip();
        boolean known = isUnit(unit);
        boolean apart = rest.startsWith(" ") && UNIT.matcher(unit).matches();
        return known || apart ? Optional.of(new Quantity(digits, bound, unit, Suffix.NONE)) : Optional.empty();
    }

    /** Unifies minus signs and spaces. */
    private static String plain(String word) {
        StringBuilder plain = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char sign = word.charAt(i);
            plain.append(
                    switch (sign) {
                        case '\u2212', '\u2010', '\u2011', '\u2012', '\u2013', '\uFE63', '\uFF0D' -> '-';
                        case '\u00A0', '\u202F', '\u2009', '\u2007', '\u2002', '\u2003', '\u3000', '\t' -> ' ';
                        default -> sign;
                    });
        }
        return plain.toString().strip();
    }

    private static Bound bound(@Nullable String sign) {
        return switch (sign == null ? "" : sign) {
            case "<" -> Bound.LESS;
            case ">" -> Bound.GREATER;
            case "<=", "=<", "≤", "⩽" -> Bound.AT_MOST;
            case ">=", "=>", "≥", "⩾" -> Bound.AT_LEAST;
            default -> Bound.EXACT;
        };
    }

    /** Whether a text is a known unit, such as {@code mg/dl}, or percent. */
    static boolean isUnit(String text) {
        return KNOWN.contains(text.toLowerCase(Locale.ROOT).replace('μ', 'µ'));
    }

    /** Whether the word was just a number. */
    boolean isBare() {
        return bound == Bound.EXACT && unit.isEmpty() && suffix == Suffix.NONE;
    }

    /** Whether it looks like an identifier: leading zeros, or more digits than a double can represent. */
    boolean isIdentifier() {
        return isBare() && DecimalText.isIdentifier(digits);
    }

    /** Its value with this decimal mark, a point or a comma; empty if invalid. */
    OptionalDouble value(char mark) {
        String written = ungrouped(mark);
        if (DecimalText.isNumber(written, mark)) {
            return OptionalDouble.of(DecimalText.parse(written, mark));
        }
        return OptionalDouble.empty();
    }

    /** Whether it has thousands separators other than the decimal mark. */
    boolean isGrouped(char mark) {
        return !ungrouped(mark).equals(digits);
    }

    /** The digits without thousands separators; unchanged if groups do not have three digits. */
    private String ungrouped(char mark) {
        for (char group : new char[] {mark == '.' ? ',' : '.', ' ', '\'', '’', '_'}) {
            if (digits.indexOf(group) >= 0) {
                return isGroupedBy(group, mark) ? digits.replace(String.valueOf(group), "") : digits;
            }
        }
        return digits;
    }

    private boolean isGroupedBy(char group, char mark) {
        int start = digits.startsWith("-") || digits.startsWith("+") ? 1 : 0;
        int end = digits.indexOf(mark) < 0 ? digits.length() : digits.indexOf(mark);
        String whole = digits.substring(start, end);
        String[] groups = whole.split(Pattern.quote(String.valueOf(group)), -1);
        if (groups.length < 2 || groups[0].isEmpty() || groups[0].length() > 3 || groups[0].startsWith("0")) {
            return false;
        }
        for (int i = 0; i < groups.length; i++) {
            boolean full = groups[i].length() == 3 || i == 0;
            if (!full || !groups[i].chars().allMatch(Character::isDigit)) {
                return false;
            }
        }
        return digits.indexOf(group, end) < 0
                && NUMBER.matcher("0" + digits.substring(end).replace(mark, '.'))
                        .matches();
    }
}
