package klarsyn.report;

import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fragment of HTML. Only this package's templates contain markup; all other values are escaped.
 *
 * @param markup well-formed HTML or SVG
 */
record Html(String markup) {

    static final Html NOTHING = new Html("");

    /**
     * Inserts values into the placeholders {@code {}} of a template, in order.
     *
     * <p>Html values, and collections of them, are inserted as they are. All others are shown as text: the five special
     * characters of HTML, in element content or quoted attributes, are escaped.
     *
     * @throws IllegalArgumentException if the number of values differs from that of placeholders
     */
    static Html fill(String template, Object... values) {
        StringBuilder markup = new StringBuilder();
        int from = 0;
        for (Object value : values) {
            int place = template.indexOf("{}", from);
            if (place < 0) {
                throw new IllegalArgumentException("more values than placeholders in: " + template);
            }
            markup.append(template, from, place).append(markupOf(value));
            from = place + 2;
        }
        if (template.indexOf("{}", from) >= 0) {
            throw new IllegalArgumentException("fewer values than placeholders in: " + template);
        }
        return new Html(markup.append(template.substring(from)).toString());
    }

    /** Concatenates fragments. */
    static Html all(Stream<Html> pieces) {
        return new Html(pieces.map(Html::markup).collect(Collectors.joining("\n")));
    }

    private static String markupOf(Object value) {
        return switch (value) {
            case Html html -> html.markup;
            case Collection<?> many -> many.stream().map(Html::markupOf).collect(Collectors.joining("\n"));
            default -> escape(value.toString());
        };
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? ' ' : c);
            }
        }
        return escaped.toString();
    }
}
