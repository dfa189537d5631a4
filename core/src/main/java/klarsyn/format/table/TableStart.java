package klarsyn.format.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import klarsyn.base.DataException;
import klarsyn.base.Where;
import klarsyn.format.file.DecimalText;
import klarsyn.format.file.DelimitedRows;
import klarsyn.format.file.DelimitedRows.Separator;

/**
 * The start of a table in a text, found from its first rows: lines above the header (titles, comments, Excel's
 * {@code sep=;}) are not part of it.
 *
 * @param text      from the first line of the table on
 * @param separator between fields
 * @param width     number of fields of most rows
 * @param above     lines above the header
 * @param lines     number of file lines before {@code text}
 * @param where     the file, for errors
 */
record TableStart(String text, Separator separator, int width, List<String> above, int lines, Where where) {

    private static final List<Separator> SEPARATORS =
            List.of(Separator.TAB, Separator.SEMICOLON, Separator.COMMA, Separator.PIPE);

    private static final Pattern DECLARED =
            Pattern.compile("\\s*\"?sep=(.|\\\\t)\"?[\\s;,]*?(\\r\\n|\\r|\\n|$)", Pattern.CASE_INSENSITIVE);

    /** Number of rows used to find the separator and the header. */
    private static final int SAMPLE = 100;

    /** Maximum number of lines above the header. */
    private static final int MAX_ROWS_ABOVE = 30;

    static TableStart of(String text, Where where) {
        Matcher declared = DECLARED.matcher(text);
        if (declared.lookingAt()) {
            Optional<Separator> separator = separator(declared.group(1));
            if (separator.isPresent()) {
                String rest = text.substring(declared.end());
                return trimmed(Sample.of(rest, separator.get(), where), rest, 1, where);
            }
        }
        return trimmed(bestSample(text, where), text, 0, where);
    }

    private static Optional<Separator> separator(String sign) {
        return switch (sign) {
            case "\t", "\\t" -> Optional.of(Separator.TAB);
            case ";" -> Optional.of(Separator.SEMICOLON);
            case "," -> Optional.of(Separator.COMMA);
            case "|" -> Optional.of(Separator.PIPE);
            default -> Optional.empty();
        };
    }

    /**
     * The first separator that splits all rows into the same number of fields, otherwise the one that does so for most
     * rows.
     */
    private static Sample bestSample(String text, Where where) {
        Sample best = Sample.of(text, Separator.NONE, where);
        double share = 0;
        for (Separator candidate : SEPARATORS) {
            Sample sample = Sample.of(text, candidate, where);
            if (sample.width() > 1 && sample.share() > share + 1e-9) {
                best = sample;
                share = sample.share();
            }
        }
        Sample blanks = Sample.of(text, Separator.BLANKS, where);
        return best.separator() == Separator.NONE && blanks.isOfAlignedNumbers() ? blanks : best;
    }

    private static TableStart trimmed(Sample sample, String text, int lines, Where where) {
        int above = sample.rowsAbove();
        var rows = new DelimitedRows(text, sample.separator(), where);
        List<String> skipped = new ArrayList<>();
        for (int i = 0; i < above; i++) {
            skipped.add(String.join(" ", rows.next().orElse(List.of())).strip());
        }
        String rest = above == 0 ? text : text.substring(rows.position());
        return new TableStart(
                rest,
                sample.separator(),
                sample.width(),
                skipped,
                lines + (above == 0 ? 0 : rows.nextLine() - 1),
                where);
    }

    /**
     * The first rows split by one separator.
     *
     * @param rows  those with a non-empty field; up to the first quoting error
     * @param width number of fields of most rows
     */
    private record Sample(Separator separator, List<List<String>> rows, int width) {

        static Sample of(String text, Separator separator, Where where) {
            List<List<String>> found = new ArrayList<>();
            var rows = new DelimitedRows(text, separator, where);
            try {
                for (int i = 0; i < SAMPLE; i++) {
                    rows.next().ifPresent(found::add);
                }
            } catch (DataException broken) {
                found.addAll(rows.broken()); // reported later by the reader itself
            }
            return new Sample(separator, found, width(found)).used();
        }

        /** A copy with the number of columns in use, if separators end the lines. */
        private Sample used() {
            int used = rows.stream().mapToInt(Sample::lastFilled).max().orElse(0);
            return used > 0 && used < width ? new Sample(separator, rows, used) : this;
        }

        private static int lastFilled(List<String> row) {
            int size = row.size();
            while (size > 0 && row.get(size - 1).isEmpty()) {
                size--;
            }
            return size;
        }

        private static int width(List<List<String>> rows) {
            Map<Integer, Integer> counts = new HashMap<>();
            rows.forEach(row -> counts.merge(row.size(), 1, Integer::sum));
            int most =
                    counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            return counts.entrySet().stream()
                    .filter(entry -> entry.getValue() == most)
                    .mapToInt(Map.Entry::getKey)
                    .max()
                    .orElse(0);
        }

        double share() {
            long alike = rows.stream()
                    .filter(row -> row.size() >= width && lastFilled(row) <= width)
                    .count();
            return (double) alike / rows.size();
        }

        /** Whether spaces split all rows into the same number of fields, mostly numbers, which is no coincidence. */
        boolean isOfAlignedNumbers() {
            long numbers = rows.stream()
                    .skip(1)
                    .flatMap(List::stream)
                    .filter(field -> DecimalText.isNumber(field, '.'))
                    .count();
            return width > 1 && rows.size() > 1 && share() == 1 && 2 * numbers > (long) width * (rows.size() - 1);
        }

        /** Number of rows before the header: those with few fields before the first full row of words. */
        int rowsAbove() {
            OptionalInt names = firstFull();
            if (width < 2 || names.isEmpty() || names.getAsInt() == 0) {
                return 0;
            }
            int at = names.getAsInt();
            boolean sparse = rows.subList(0, at).stream().allMatch(this::isSparse);
            boolean named =
                    isOfWords(rows.get(at)) || rows.subList(0, at).stream().allMatch(Sample::isNote);
            if (!sparse || !named) {
                return 0;
            }
            return isMarkedHeader(at - 1) && (!isOfWords(rows.get(at)) || isGlued(at - 1)) ? at - 1 : at;
        }

        private OptionalInt firstFull() {
            for (int i = 0; i < Math.min(rows.size(), MAX_ROWS_ABOVE); i++) {
                if (rows.get(i).size() >= width && !isSparse(rows.get(i))) {
                    return OptionalInt.of(i);
                }
            }
            return OptionalInt.empty();
        }

        /** Few fields, as in a title or a comment; or a comment with as many fields as the table. */
        private boolean isSparse(List<String> row) {
            long filled = row.stream().filter(field -> !field.isEmpty()).count();
            boolean leading = filled > 0 && !row.getFirst().isEmpty();
            boolean few = width == 2 ? filled == 1 : filled <= width / 2;
            return (leading && few) || isNote(row) || row.size() < Math.min(width, 1 + width / 2);
        }

        private static boolean isNote(List<String> row) {
            return TableRows.startsAsNote(row.getFirst());
        }

        /** Whether a line such as {@code # age,bmi,sex} is the header. */
        private boolean isMarkedHeader(int row) {
            return rows.get(row).size() == width && isNote(rows.get(row));
        }

        /** Whether the comment sign is part of a name, as in {@code #CHROM}. */
        private boolean isGlued(int row) {
            String first = rows.get(row).getFirst();
            return first.length() > 1 && Character.isLetter(first.charAt(1));
        }

        private static boolean isOfWords(List<String> row) {
            return row.stream()
                    .noneMatch(field -> DecimalText.isNumber(field, '.') || DecimalText.isNumber(field, ','));
        }
    }
}
