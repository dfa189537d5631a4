package klarsyn.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
}
