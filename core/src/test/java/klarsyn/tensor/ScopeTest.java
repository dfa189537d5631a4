package klarsyn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who owns a tensor, and until when. */
class ScopeTest {

    @Test
    void a_result_belongs_to_the_innermost_scope_whatever_its_operands_belong_to() {
        try (Scope _ = Scope.open("outer")) {
            Tensor operand = Tensor.zeros(2);
            Tensor result;
            try (Scope _ = Scope.open("inner")) {
                result = operand.add(1);
            }

            assertThat(operand.toFloatArray()).containsOnly(0);
            assertThatThrownBy(() -> result.add(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("inner");
        }
    }

    @Test
    void a_tensor_can_be_handed_out_scope_by_scope() {
        try (Scope _ = Scope.open("outermost")) {
            Tensor handed;
            try (Scope middle = Scope.open("middle")) {
                try (Scope inner = Scope.open("inner")) {
                    handed = inner.keep(Tensor.zeros(1).add(8));
                }
                middle.keep(handed);
            }

            assertThat(handed.item()).isEqualTo(8);
        }
    }

    @Test
    void the_outermost_scope_has_none_to_hand_a_tensor_to() {
        try (Scope scope = Scope.open("alone")) {
            Tensor tensor = Tensor.zeros(1);

            assertThatThrownBy(() -> scope.keep(tensor))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("alone");
        }
    }

    @Test
    void a_scope_hands_out_only_its_own_tensors() {
        try (Scope _ = Scope.open("outermost")) {
            Tensor another = Tensor.zeros(1);
            try (Scope _ = Scope.open("outer");
                    Scope inner = Scope.open("inner")) {
                assertThatThrownBy(() -> inner.keep(another))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("keep: scope inner does not own the tensor");
                Tensor kept = inner.keep(Tensor.zeros(1));
                assertThatThrownBy(() -> inner.keep(kept)).hasMessageContaining("does not own");
            }
            assertThat(another.item()).isZero();
        }
    }

    @Test
    void closing_twice_is_closing_once() {
        Scope scope = Scope.open("test");
        scope.close();
        scope.close();

        assertThat(scope.isClosed()).isTrue();
    }

    @Test
    void a_closed_scope_hands_out_and_frees_nothing() {
        try (Scope _ = Scope.open("outer")) {
            Tensor tensor = Tensor.zeros(1);
            Scope closed = Scope.open("closed");
            closed.close();

            assertThatThrownBy(() -> closed.keep(tensor)).hasMessageContaining("closed is closed");
            assertThatThrownBy(() -> closed.free(tensor)).hasMessageContaining("closed is closed");
        }
    }

    @Test
    void a_thread_has_scopes_of_its_own() throws Exception {
        try (Scope _ = Scope.open("main");
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            Tensor shared = Tensor.zeros(1).add(4);

            assertThatThrownBy(() -> other.submit(() -> shared.add(1)).get())
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("no scope is open");
            double seen = other.submit(() -> {
                        try (Scope _ = Scope.open("lane")) {
                            return shared.add(1).item();
                        }
                    })
                    .get();
            assertThat(seen).isEqualTo(5);
        }
    }

    @Test
    void a_scope_cannot_be_closed_by_another_thread() throws Exception {
        try (Scope mine = Scope.open("mine");
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            assertThatThrownBy(() -> other.submit(mine::close).get())
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("mine is not the innermost one of this thread");
            assertThat(Tensor.zeros(1).item()).isZero();
        }
    }

    /** Ways to use a tensor whose owner is closed. */
    @SuppressWarnings("ImmutableEnumChecker") // immutable functions
    enum Use {
        READ(Tensor::toFloatArray),
        COUNT(Tensor::item),
        COMPUTE(tensor -> tensor.add(1)),
        COMPUTE_WITH(tensor -> Tensor.zeros(1).add(tensor)),
        CHANGE(tensor -> tensor.multiplyInPlace(2)),
        CONVERT(tensor -> tensor.to(Precision.BF16)),
        LOOK_AT(Tensor::bytes),
        ASK(Tensor::precision);

        private final Consumer<Tensor> use;

        Use(Consumer<Tensor> use) {
            this.use = use;
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_use_of_a_tensor_that_is_gone_is_rejected_and_names_its_owner(Use use) {
        Tensor gone;
        try (Scope _ = Scope.open("yesterday")) {
            gone = Tensor.zeros(1);
        }
        try (Scope _ = Scope.open("today")) {
            assertThatThrownBy(() -> use.use.accept(gone))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("yesterday");
        }
    }

    @Test
    void a_tensor_that_is_gone_still_says_its_shape() {
        Tensor gone;
        try (Scope _ = Scope.open("test")) {
            gone = Tensor.zeros(4, 5);
            assertThat(gone).hasToString("float [4, 5]");
        }

        assertThat(gone).hasToString("[4, 5] (gone)");
        assertThat(gone.elements()).isEqualTo(20);
    }

    @Test
    void a_holding_that_is_closed_takes_nothing_more() {
        Holding holding = Holding.open("weights");
        holding.close();
        holding.close();
        try (Scope _ = Scope.open("test")) {
            Tensor tensor = Tensor.zeros(1);

            assertThatThrownBy(() -> holding.hold(tensor))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("weights");
        }
    }

    @Test
    void a_held_tensor_may_be_read_by_any_thread() throws Exception {
        try (Holding holding = Holding.open("weights");
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            Tensor held;
            try (Scope _ = Scope.open("making")) {
                held = holding.hold(Tensor.of(new float[] {1, 2, 3}, 3));
            }
            float[] seen = other.submit(() -> {
                        try (Scope _ = Scope.open("lane")) {
                            return held.multiply(2).toFloatArray();
                        }
                    })
                    .get();

            assertThat(seen).containsExactly(2, 4, 6);
        }
    }

    @Test
    void nothing_stays_behind_when_an_operation_fails() {
        try (Scope _ = Scope.open("test")) {
            Tensor a = Tensor.zeros(2, 3);
            Tensor b = Tensor.zeros(2, 3);
            tryMatmul(a, b);
            long before = Scope.liveObjects();
            for (int i = 0; i < 50; i++) {
                try (Scope _ = Scope.open("attempt")) {
                    tryMatmul(a, b);
                }
            }

            assertThat(Scope.liveObjects()).isEqualTo(before);
        }
    }

    private static void tryMatmul(Tensor a, Tensor b) {
        assertThatThrownBy(() -> a.matmul(b)).isInstanceOf(TensorException.class);
    }

    @Test
    void a_loop_with_a_scope_for_each_step_keeps_no_more_than_one_step() {
        try (Scope _ = Scope.open("loop")) {
            Tensor sum = Tensor.zeros(3);
            long before = 0;
            for (int step = 0; step < 20; step++) {
                try (Scope _ = Scope.open("step")) {
                    sum.addInPlace(Tensor.zeros(3).add(step), 1);
                }
                before = step == 0 ? Scope.liveObjects() : before;
                assertThat(Scope.liveObjects()).isEqualTo(before);
            }
            assertThat(sum.toFloatArray()).containsOnly(190);
        }
    }
}
