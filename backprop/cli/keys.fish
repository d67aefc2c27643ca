# Examples and keys as fish completes them.
function _backprop_examples
    backprop examples 2>/dev/null | string replace -r ' .*' ''
end
function _backprop_keys
    set -l word (commandline -ct)
    if string match -q '*:*' -- $word
        backprop keys (string split -m 1 : -- $word)[1] 2>/dev/null
    else
        _backprop_examples | string replace -r '$' :
    end
end
