package klarsyn.report;

import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A piece of a page. Only what is written in this package's own templates is markup; every other value is escaped.
 *
 * @param markup well-formed HTML or SVG
 */
record Html(String markup) {

    static final Html NOTHING = new Html("");

    /**
     * Puts the values into the places {@code {}} of a template, in their order.
     *
     * <p>A value that is Html, or a collection of it, goes in as it is. Whatever else is shown as text: the five
     * characters that mean something in HTML, in element content or a quoted attribute, are escaped.
     *
     * @throws IllegalArgumentException if there are more or fewer values than places
     */
    static Html fill(String template, Object... values) {
        StringBuilder markup = new StringBuilder();
        int from = 0;
        for (Object value : values) {
            int place = template.indexOf("{}", from);
            if (place < 0) {
                throw new IllegalArgumentException("more values than places in: " + template);
            }
            markup.append(template, from, place).append(markupOf(value));
            from = place + 2;
        }
        if (template.indexOf("{}", from) >= 0) {
            throw new IllegalArgumentException("fewer values than places in: " + template);
        }
        return new Html(markup.append(template.substring(from)).toString());
    }

    /** The pieces one after the other. */
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
