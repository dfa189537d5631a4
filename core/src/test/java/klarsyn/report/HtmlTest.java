package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void text_is_escaped_and_markup_is_not() {
        Html bold = Html.fill("<b>{}</b>", "a & b");
        assertThat(Html.fill("<p title=\"{}\">{}{}</p>", "\"x'", "<script>", bold)
                        .markup())
                .isEqualTo("<p title=\"&quot;x&#39;\">&lt;script&gt;<b>a &amp; b</b></p>");
    }

    @Test
    void collections_are_escaped_item_by_item() {
        assertThat(Html.fill("{}", List.of("<", new Html("<br>"))).markup()).isEqualTo("&lt;\n<br>");
    }

    @Test
    void placeholders_in_a_value_are_not_filled() {
        assertThat(Html.fill("{}{}", "{}", 7).markup()).isEqualTo("{}7");
    }

    @Test
    void control_characters_become_blanks() {
        assertThat(Html.fill("{}", "a\u0000b\u001Bc").markup()).isEqualTo("a b c");
    }

    @Test
    void a_wrong_number_of_values_is_rejected() {
        assertThatThrownBy(() -> Html.fill("{}", 1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Html.fill("{}{}", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void text_in_an_attribute_cannot_end_it() {
        assertThat(Html.fill("<p title='{}' lang=\"{}\"/>", "' onclick='x", "\" onclick=\"x")
                        .markup())
                .isEqualTo("<p title='&#39; onclick=&#39;x' lang=\"&quot; onclick=&quot;x\"/>");
    }

    @Test
    void text_is_escaped_once() {
        Html inner = Html.fill("{}", "a & b");

        assertThat(Html.fill("<p>{}</p>", List.of(inner, List.of(inner))).markup())
                .isEqualTo("<p>a &amp; b\na &amp; b</p>");
    }

    @Test
    void line_breaks_tabs_and_letters_of_all_languages_are_kept() {
        assertThat(Html.fill("{}", "a\n\tä 脳 😀").markup()).isEqualTo("a\n\tä 脳 😀");
    }

    @Test
    void fragments_are_joined_line_by_line() {
        assertThat(Html.all(Stream.of(new Html("<p>"), Html.NOTHING, new Html("</p>")))
                        .markup())
                .isEqualTo("<p>\n\n</p>");
        assertThat(Html.all(Stream.of())).isEqualTo(Html.NOTHING);
    }
}
